"use client";
import { Eye, EyeOff } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "./button";
import { TextField } from "./field";

/** A password, hidden until its owner asks to see it. `show` and `hide` name the button. */
export function PasswordField({
  show,
  hide,
  ...field
}: ComponentProps<typeof TextField> & { show: string; hide: string }) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      {...field}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      spellCheck={false}
      className="pr-13"
      beside={
        <Button
          kind="quiet"
          size="icon"
          className="absolute top-0.5 right-0.5"
          aria-label={shown ? hide : show}
          aria-pressed={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff size={20} aria-hidden="true" /> : <Eye size={20} aria-hidden="true" />}
        </Button>
      }
    />
  );
}

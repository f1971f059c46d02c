"use client";
import { createContext } from "react";

/** Set where faces are known: the address of the picture of whoever this id stands for. */
export const PhotoSource = createContext<(id: string) => string | undefined>(() => undefined);

import type { MetadataRoute } from "next";
import { catalogueOf } from "@/lib/i18n/catalogue";

/** What the app is on a phone's home screen. In Spanish: it is fetched without anybody's session. */
export default function manifest(): MetadataRoute.Manifest {
  const { app } = catalogueOf("es");
  const icon = (size: number, purpose: "any" | "maskable") => ({
    src: `/icons/${purpose}-${size}.png`,
    sizes: `${size}x${size}`,
    type: "image/png",
    purpose,
  });
  return {
    id: "/turnos",
    name: app.name,
    short_name: app.name,
    description: app.description,
    lang: "es",
    dir: "ltr",
    start_url: "/turnos",
    scope: "/",
    display: "standalone",
    background_color: "#f4f2eb",
    theme_color: "#f4f2eb",
    categories: ["sports", "productivity"],
    icons: [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
  };
}

import { notServed } from "@/lib/http/not-served";
import { route } from "@/lib/http/route";

export const GET = route({ open: notServed });
export const POST = route({ open: notServed });
export const PUT = route({ open: notServed });
export const PATCH = route({ open: notServed });
export const DELETE = route({ open: notServed });

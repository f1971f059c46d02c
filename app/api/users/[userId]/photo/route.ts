import { route } from "@/lib/http/route";
import { readPhoto, showPhoto } from "@/lib/photo-files";
import { removePhoto, setPhoto } from "@/lib/photos/commands";
import { getPhotoInput, photoOwnerInput, setPhotoInput } from "@/lib/photos/contract";

export const GET = route({ input: getPhotoInput, download: showPhoto });
export const PUT = route({ input: setPhotoInput, read: readPhoto, command: setPhoto });
export const DELETE = route({ input: photoOwnerInput, command: removePhoto, success: 204 });

import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions, readableRequest } from "@/lib/auth/next-auth";
import { refusalOf } from "@/lib/http/route";

async function handler(given: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  try {
    const request = await readableRequest(given);
    return await NextAuth(request as never, context as never, authOptions(request));
  } catch (error) {
    return refusalOf(error, given);
  }
}

export { handler as GET, handler as POST };

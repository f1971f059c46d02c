import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { CaddiePage } from "@/components/caddies/caddie-page";
import { requireActor } from "@/lib/auth/page";
import { getCaddieInput } from "@/lib/caddies/contract";
import { visibleCaddie } from "@/lib/caddies/queries";
import { isAppError } from "@/lib/http/problem";
import { runtime } from "@/lib/runtime";
import { wallNumberOf } from "@/lib/walls/queries";

interface Props {
  params: Promise<{ caddieId: string }>;
}

const caddieOf = cache(async (caddieId: string) => {
  const actor = await requireActor();
  if (!getCaddieInput.safeParse({ caddieId }).success) notFound();
  try {
    return await visibleCaddie(runtime().database.db, actor, caddieId);
  } catch (error) {
    if (isAppError(error) && error.status === 404) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await caddieOf((await params).caddieId)).name };
}

export default async function Caddie({ params }: Props) {
  const { id } = await caddieOf((await params).caddieId);
  const wallNumber = await wallNumberOf(runtime().database.db, await requireActor(), id);
  return <CaddiePage caddieId={id} wallNumber={wallNumber} />;
}

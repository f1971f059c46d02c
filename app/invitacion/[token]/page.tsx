import type { Metadata } from "next";
import { headers } from "next/headers";
import { Mark } from "@/components/shell/mark";
import { ClosedLink } from "@/components/users/closed-link";
import { InvitationForm } from "@/components/users/invitation-form";
import { showInvitation } from "@/lib/auth/invitation";
import { isAppError } from "@/lib/http/problem";
import { requestTexts } from "@/lib/i18n/preferences";
import type { Invitation } from "@/lib/users/contract";

export async function generateMetadata(): Promise<Metadata> {
  const t = await requestTexts();
  return { title: t("invitation.title"), referrer: "no-referrer", robots: { index: false } };
}

async function invitationOf(token: string): Promise<Invitation | "unknown" | "tooMany"> {
  try {
    return await showInvitation(token, await headers());
  } catch (error) {
    if (isAppError(error) && error.code === "NOT_FOUND") return "unknown";
    if (isAppError(error) && error.code === "RATE_LIMITED") return "tooMany";
    throw error;
  }
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await invitationOf(token);
  return (
    <main className="flex min-h-dvh items-center justify-center px-5 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Mark size={64} />
        </div>
        {typeof found === "string" ? (
          <ClosedLink state={found} />
        ) : found.state === "open" && found.identifier !== null ? (
          <InvitationForm
            token={token}
            kind={found.kind}
            name={found.name}
            clubName={found.clubName}
            identifier={found.identifier}
          />
        ) : (
          <ClosedLink state={found.state === "open" ? "replaced" : found.state} />
        )}
      </div>
    </main>
  );
}

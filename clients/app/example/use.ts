// How an app in TypeScript uses the kit; compiled by `npm run types`, never run.
import type { AppAgreement, Consent, Manifest, Reconsent } from "../types.js";
import { AgreementView, renewal } from "../agreement-view.js";

export function show(view: AgreementView, agreement: AppAgreement, agreed: AppAgreement | null): void {
  view.previous = agreed;
  view.agreement = agreement;
}

export function record(view: AgreementView): Consent {
  return view.consent({ user: "u-1", channel: "web" });
}

export function ask(manifest: Manifest, consent: Consent | null): Reconsent {
  return renewal(manifest, "panasonic-security-app", consent);
}

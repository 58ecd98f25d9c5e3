export class AgreementView extends HTMLElement {
    static observedAttributes: string[];
    set agreement(value: import("./types.js").AppAgreement | null);
    get agreement(): import("./types.js").AppAgreement | null;
    set previous(value: import("./types.js").AppAgreement | null);
    get previous(): import("./types.js").AppAgreement | null;
    /** Ids of the clauses confirmed so far. */
    get confirmed(): string[];
    get readToEnd(): boolean;
    /** Ids of the must-read clauses that are still to be confirmed. */
    get left(): string[];
    /** The consent as it stands. @param {{user: string, channel: string}} who @returns {Consent} */
    consent(who: {
        user: string;
        channel: string;
    }): Consent;
    /** Show a clause of the full text. @param {string} id @returns {boolean} */
    scrollToClause(id: string): boolean;
    connectedCallback(): void;
    disconnectedCallback(): void;
    attributeChangedCallback(): void;
    #private;
}
export type AppAgreement = import("./types.js").AppAgreement;
export type Clause = import("./types.js").Clause;
export type Mark = import("./types.js").Mark;
export type Consent = import("./types.js").Consent;
export type Changed = import("./agreement.js").Changed;
export { changedSince, cite, consentRecord, mustRead, pieces, renewal, textOf } from "./agreement.js";

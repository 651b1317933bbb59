import { type Acceptance, type Finding, judged, type Judged } from "../../base";
import type { LoadedConfig } from "../../config";
import type { Io } from "../command";

/** Acceptances of a configuration. */
export interface Acceptances {
  readonly all: readonly Acceptance[];
  readonly positionOf: LoadedConfig["positionOf"];
}

export const noAcceptances: Acceptances = { all: [], positionOf: () => ({ file: "" }) };

export function acceptancesOf({ config: { accept = [] }, positionOf }: LoadedConfig): Acceptances {
  return { all: accept, positionOf };
}

/** @param environment that of findings which do not name one; undefined: they are of all environments, or it is not known */
export function accepting<F extends Finding>(
  findings: readonly F[],
  { all }: Acceptances,
  environment: string | undefined,
  { now }: Pick<Io, "now">,
): Judged<F> {
  const today = now().toISOString().slice(0, "2026-11-29".length);
  return judged(findings, all, { today, environment });
}

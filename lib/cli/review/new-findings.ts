import { type Finding, placeText } from "../../base";
import { alike, type StackChanges } from "../against/changes-text";
import type { OwnFindings } from "./own-findings";
import type { Review } from "./review";

/** New findings of the configuration, of its collectors, of its stacks and of dashboards, each once. */
export function newFindingsOf({ findings: ownOnes, stacks }: Review) {
  const of = (kind: OwnFindings["kind"]) =>
    ownOnes.flatMap(({ environment, findings: all, kind: own, source }) =>
      own === kind ? [{ stack: source, environment, findings: all }] : [],
    );
  return [
    ...of("configuration").flatMap((each) => commonFindings([each])),
    ...commonFindings(of("collectors"), true),
    ...commonFindings(stacks),
    ...commonFindings(of("dashboard"), true),
  ];
}

interface ReviewedPart extends Pick<StackChanges, "stack" | "environment"> {
  readonly findings: readonly Finding[];
}

/** @param isNamed says which parts, even if all are alike: there are others without findings */
function commonFindings(stacks: readonly ReviewedPart[], isNamed = false) {
  const found = alike(
    stacks.map(({ environment, findings: all, stack }) => ({
      stack,
      environment,
      each: all.map(({ at, fix, message, rule, severity }) => ({ rule, severity, at: placeText(at), message, fix })),
    })),
    ({ at, fix, message, ...finding }, without) => ({
      ...finding,
      at: without(at),
      message: without(message),
      fix: without(fix),
    }),
  );
  return isNamed ? found.map((one) => ({ ...one, where: `${one.stacks.join(", ")}: ` })) : found;
}

import { createHash } from "node:crypto";
import { acceptedPath, environmentOf, type FindingSeverity } from "../../base";
import type { Io } from "../command";
import { locationOf, messageOf, type Report, type Reported, subjectOf } from "./reported";
import { rulesById } from "./rules";

/**
 * Findings in SARIF 2.1.0, for GitHub's code scanning and other programs that show results of analyses. What was accepted is in it
 * as suppressed, with its reason.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 * @see https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export function sarifReport(
  { accepted, notes, reported }: Report,
  version: string,
  io: Pick<Io, "cwd" | "env">,
): string {
  const all = [...reported, ...accepted];
  const ids = [...new Set(all.map(({ finding }) => finding.rule))];
  const fingerprint = fingerprints();
  const suppressed = new Set(accepted);
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Sightline", semanticVersion: version, rules: ids.map(ruleJson) } },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notes.map((text) => ({ level: "note", message: { text } })),
          },
        ],
        results: all.map((one) => ({
          ruleId: one.finding.rule,
          ruleIndex: ids.indexOf(one.finding.rule),
          level: levels[one.finding.severity],
          message: { text: messageOf(one) },
          locations: [locationJson(one, io)],
          ...relatedJson(one, io),
          partialFingerprints: { primaryLocationLineHash: fingerprint(one) },
          // All results have the key, or none has it.
          suppressions: suppressed.has(one) ? suppressionsOf(one) : [],
        })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const levels: Readonly<Record<FindingSeverity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
};

function ruleJson(id: string): object {
  const rule = rulesById.get(id);
  if (rule === undefined) return { id };
  return {
    id,
    shortDescription: { text: rule.what },
    fullDescription: { text: `${rule.what} ${rule.why}` },
    help: { text: rule.fix },
    ...(rule.source === undefined ? {} : { helpUri: rule.source }),
    defaultConfiguration: { level: levels[rule.severity] },
  };
}

/** GitHub shows a hundred locations of a result, and refuses more than a thousand. */
const MOST_RELATED = 100;

/** Where the other findings are that a fault stands for. */
function relatedJson(one: Reported, io: Pick<Io, "cwd" | "env">): object {
  const others = one.fault?.others ?? [];
  if (others.length === 0) return {};
  return {
    relatedLocations: others.slice(0, MOST_RELATED).map((finding) => ({
      ...locationJson({ ...one, finding }, io),
      message: { text: `${finding.rule}: ${finding.message}` },
    })),
  };
}

function locationJson(one: Reported, io: Pick<Io, "cwd" | "env">): object {
  const location = locationOf(one, io);
  const name = subjectOf(one);
  return {
    ...(location === undefined
      ? {}
      : {
          physicalLocation: {
            artifactLocation: { uri: uriOf(location.file) },
            ...(location.line === undefined
              ? {}
              : {
                  region: {
                    startLine: location.line,
                    ...(location.column === undefined ? {} : { startColumn: location.column }),
                  },
                }),
          },
        }),
    ...(name === "" ? {} : { logicalLocations: [{ fullyQualifiedName: name }] }),
  };
}

function uriOf(file: string): string {
  // Half of a surrogate pair has no encoding.
  const path = Buffer.from(file).toString().split("/").map(encodeURIComponent).join("/");
  return path.startsWith("/") ? `file://${path}` : path;
}

function suppressionsOf({ finding: { accepted } }: Reported): object[] {
  const { expires, reason = "" } = accepted ?? {};
  const until = expires === undefined ? "" : ` (until ${expires})`;
  return [{ kind: "external", status: "accepted", justification: reason + until }];
}

/** The same for the same finding in every run, wherever its line is: a hash of its rule and place, and which of them it is. */
function fingerprints(): (one: Reported) => string {
  const seen = new Map<string, number>();
  return ({ finding: { at, rule }, stack = "" }) => {
    const what = JSON.stringify([rule, stack, acceptedPath(at), environmentOf(at) ?? ""]);
    const number = (seen.get(what) ?? 0) + 1;
    seen.set(what, number);
    return `${createHash("sha256").update(what).digest("hex").slice(0, 16)}:${number}`;
  };
}

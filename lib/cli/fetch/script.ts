import { counted, line } from "../../base";
import { shellWord } from "../shell";
import type { AccountCheck, FetchCall, FetchPlan } from "./plan";
import { accountFault, folderFaults, timeText } from "./words";

/**
 * The calls as a script of a POSIX shell. Names come from outside: each is one quoted word, or in JSON, where it cannot end the text
 * that the shell hands on.
 *
 * @param head lines of the comment at the beginning
 */
export function fetchScript(plan: FetchPlan, head: readonly string[], isResumed: boolean): string {
  const logs = plan.calls.some(({ kind }) => kind === "logs");
  return [
    "#!/bin/sh",
    ...head.map((text) => line`# ${text}`),
    "set -eu",
    "# What is fetched may be confidential.",
    "umask 077",
    "",
    ...functions,
    "",
    ...folder(plan, isResumed),
    `mkdir -p ${shellWord(logs ? plan.logsFolder : plan.folder)}`,
    `echo ${plan.id} > ${shellWord(plan.idFile)}`,
    ...plan.accounts.flatMap(accountLines),
    ...plan.calls.flatMap(callLines),
    "",
    `printf '%s\\n' ${shellWord(plan.replay)}`,
    "",
  ].join("\n");
}

const functions = [
  "file=",
  'trap \'[ -z "$file" ] || rm -f "$file.part"\' EXIT',
  "trap 'exit 129' HUP",
  "trap 'exit 130' INT",
  "trap 'exit 143' TERM",
  "",
  "refuse() {",
  "  printf '%s\\n' \"$1\" >&2",
  "  exit 2",
  "}",
  "",
  "# keep FILE COMMAND...: writes what the command prints, whole or not at all. What is there already is kept.",
  "keep() {",
  "  file=$1",
  "  shift",
  '  [ ! -e "$file" ] || return 0',
  "  printf '%s\\n' \"$file\" >&2",
  '  "$@" > "$file.part"',
  '  mv "$file.part" "$file"',
  "}",
];

function folder({ folder: out, id, idFile }: FetchPlan, isResumed: boolean): string[] {
  const { notEmpty, other } = folderFaults(out);
  const isThere = `[ -z "$(ls -A ${shellWord(out)} 2>/dev/null)" ]`;
  if (!isResumed) return [`${isThere} || refuse ${shellWord(notEmpty)}`];
  return [`${isThere} || [ "$(cat ${shellWord(idFile)} 2>/dev/null)" = ${id} ] || refuse ${shellWord(other)}`];
}

function accountLines({ account, words }: AccountCheck): string[] {
  return [
    "",
    `account=$(${awsCommand(words)})`,
    `[ "$account" = ${account} ] || refuse ${shellWord(accountFault(account))}`,
  ];
}

function callLines({ end, file, logGroup, metrics, query, start, words }: FetchCall): string[] {
  const what = logGroup ?? counted(metrics, "metric");
  return [
    "",
    line`# ${what}, from ${timeText(start)} to ${timeText(end)}`,
    // JSON has no line that is only this word.
    ...(query === undefined ? [] : [`cat > ${shellWord(query.file)} <<'END'`, query.text.trimEnd(), "END"]),
    `keep ${shellWord(file)} ${awsCommand(words)}`,
  ];
}

function awsCommand(words: readonly string[]): string {
  return ["aws", ...words].map(shellWord).join(" ");
}

/** What the calls are, in a line. */
export function callsText(calls: readonly FetchCall[]): string {
  const logs = calls.filter(({ kind }) => kind === "logs").length;
  const metrics = calls.reduce((sum, call) => sum + call.metrics, 0);
  return [
    ...(logs === 0 ? [] : [`the events of ${counted(logs, "log group")} (logs:FilterLogEvents)`]),
    ...(metrics === 0
      ? []
      : [
          `the datapoints of ${counted(metrics, "metric")} (cloudwatch:GetMetricData, at 0.01 USD for 1,000 metrics: ${costText(metrics)})`,
        ]),
  ].join(" and ");
}

function costText(metrics: number): string {
  const dollars = (metrics / 1000) * 0.01;
  return dollars < 0.01 ? "less than a cent" : `${dollars.toFixed(2)} USD`;
}

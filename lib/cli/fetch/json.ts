import { notEvaluatedText } from "../../replay/reasons";
import type { FetchPlan } from "./plan";
import type { FetchSettings } from "./settings";
import { lackingText } from "./words";

/** The plan for programs. */
export function planJson({ accounts, calls, folder, inputs, replay }: FetchPlan, { from, to }: FetchSettings): string {
  const time = (at: number): string => new Date(at).toISOString();
  const fileOf = (kind: "logs" | "metrics") => calls.filter((call) => call.kind === kind);
  const logs = fileOf("logs");
  const metrics = fileOf("metrics");
  return `${JSON.stringify(
    {
      from: time(from),
      to: time(to),
      folder,
      accounts: accounts.map(({ account, words }) => ({ account, command: ["aws", ...words] })),
      logs: inputs.logs.map(({ account, end, logGroup, region, start }, index) => ({
        log_group: logGroup,
        region: region ?? null,
        account: account ?? null,
        from: time(start),
        to: time(end),
        file: logs[index]?.file,
        command: ["aws", ...(logs[index]?.words ?? [])],
      })),
      metrics: inputs.metrics.map(({ account, input, region }, index) => ({
        region: region ?? null,
        account: account ?? null,
        file: metrics[index]?.file,
        query_file: metrics[index]?.query?.file,
        query: input,
        command: ["aws", ...(metrics[index]?.words ?? [])],
      })),
      lacking: inputs.lacking.map((each) => ({ ...each, message: lackingText(each) })),
      not_evaluated: inputs.notEvaluated.map(({ address, name, reason }) => ({
        name,
        address,
        reason: notEvaluatedText(reason),
      })),
      unread: inputs.unread,
      replay,
    },
    null,
    2,
  )}\n`;
}

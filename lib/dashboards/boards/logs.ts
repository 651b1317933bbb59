import type { Board, Row } from "../board";
import { logGroupArn } from "../grafana/targets";
import type { BoardScope } from "../scope";
import { unitIdOf } from "../units";

/** Lines of the services that are chosen, as Loki and CloudWatch have them. */
export function logsBoard({ has, plan }: BoardScope): Board {
  const { account, environment, project, region } = plan;
  const services = plan.services.flatMap(({ logGroup, name }) =>
    logGroup === undefined ? [] : [{ group: logGroup.name, name }],
  );
  const withLoki = has("loki");
  const withGroups = has("cloudwatch");
  const streams = `{service_name=~"$service", deployment_environment_name="${environment}"} |~ "(?i)$search"`;
  const volume = {
    key: "volume",
    title: "Lines",
    kind: "bars",
    width: 24,
    height: 6,
    unit: unitIdOf("Count"),
    stacked: true,
  } as const;
  const loki: Row = {
    key: "loki",
    title: "Loki",
    panels: [
      {
        ...volume,
        description: "Lines of the chosen services that contain the text, by service.",
        queries: [
          {
            kind: "text",
            language: "logql",
            text: `sum by (service_name) (count_over_time(${streams} [$__auto]))`,
            legend: "{{service_name}}",
          },
        ],
      },
      {
        key: "lines",
        title: "Newest lines",
        description: "Open a line for its fields; trace_id leads to its trace.",
        kind: "logs",
        height: 20,
        queries: [{ kind: "text", language: "logql", text: streams, limit: 500 }],
      },
    ],
  };
  const group = { kind: "text", language: "logs-insights", logGroups: ["$log_group"] } as const;
  const filter = "filter @message like /(?i)$search/";
  const cloudwatch: Row = {
    key: "cloudwatch",
    title: "CloudWatch Logs (each query is paid by what it reads)",
    collapsed: true,
    panels: [
      {
        ...volume,
        description: "Lines of the chosen log groups that contain the text.",
        queries: [{ ...group, text: `${filter}\n| stats count(*) as lines by bin($__interval)` }],
      },
      {
        key: "lines",
        title: "Newest lines",
        description: "The newest lines that contain the text.",
        kind: "logs",
        height: 20,
        queries: [{ ...group, text: `fields @timestamp, @message\n| ${filter}\n| sort @timestamp desc\n| limit 500` }],
      },
    ],
  };
  const groups = Object.fromEntries(services.map(({ group, name }) => [name, logGroupArn(group, { account, region })]));
  return {
    key: "logs",
    title: `${project} ${environment}: logs`,
    description: "Lines of the services that are chosen, and that contain a text.",
    variables: [
      ...(withLoki
        ? [
            {
              name: "service",
              label: "Service",
              values: Object.fromEntries(services.map(({ name }) => [name, name])),
              multi: true,
            },
          ]
        : []),
      ...(withGroups ? [{ name: "log_group", label: "Log group", values: groups, multi: true }] : []),
      { name: "search", label: "Text", values: {} },
    ],
    rows: services.length === 0 ? [] : [...(withLoki ? [loki] : []), ...(withGroups ? [cloudwatch] : [])],
    range: "1h",
  };
}

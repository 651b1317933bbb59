import { isTimeZone } from "../../aws";
import { excerpt } from "../../base";
import { type ConfigFinding, doubt, problem } from "../errors";
import { expand } from "../placeholders";
import { planBackends } from "../plan-backends";
import { backendsOf } from "../plan-data-sources";
import { writtenAt } from "../written-at";
import type { ConfigRule } from "./rule";
import { environmentOf, withGrafana } from "./with-grafana";

/** Where Grafana is, and where it reads. */
export const grafanaAddress: ConfigRule<"grafana-address"> = {
  id: "grafana-address",
  check: (subject) =>
    withGrafana(subject).flatMap(({ at, grafana }) => [
      ...(grafana.url === undefined && grafana.workspace === undefined
        ? [
            problem(
              "grafana-address",
              at(["url"]),
              "nothing says where Grafana is",
              "Add url: https://grafana.example.com, here or in an environment it extends; or workspace: {} for one that is made.",
            ),
          ]
        : []),
      ...grafana.dataSources.flatMap((source): ConfigFinding[] =>
        !source.isMade || source.url !== undefined || source.kind === "cloudwatch" || source.kind === "xray"
          ? []
          : [
              problem(
                "grafana-address",
                at(["dataSources", source.kind === "amp" ? "prometheus" : source.kind]),
                `nothing says where Grafana asks ${source.name}`,
                source.kind === "tempo"
                  ? "Write the address of its API: { url: http://tempo.internal:3200 }; spans go to another port. Or { existing: <uid> }, or off."
                  : "Write { url: ... }, { existing: <uid> }, or off; `telemetry` names no such back end.",
              ),
            ],
      ),
    ]),
};

export const grafanaTimezone: ConfigRule<"grafana-timezone"> = {
  id: "grafana-timezone",
  check: (subject) =>
    withGrafana(subject).flatMap(({ at, grafana: { timezone } }): ConfigFinding[] =>
      timezone === "browser" || timezone === "utc" || isTimeZone(timezone)
        ? []
        : [
            problem(
              "grafana-timezone",
              at(["timezone"]),
              `${excerpt(timezone)} is not a time zone`,
              "Write browser, utc, or an IANA name: Europe/Berlin.",
            ),
          ],
    ),
};

/** Back ends that Grafana does not read. */
export const grafanaUnread: ConfigRule<"grafana-unread"> = {
  id: "grafana-unread",
  check: (subject) =>
    withGrafana(subject).flatMap(({ environment: { value }, place, plan }) => {
      const backends = planBackends(value.telemetry ?? {}, {
        fill: (text) => expand(text, { ...place, vars: value.vars }),
        region: plan.region,
        makesLogGroups: false,
      });
      return (["prometheus", "loki", "tempo", "elasticsearch"] as const).flatMap((key): ConfigFinding[] => {
        const [, second] = backendsOf(key, backends);
        const signal = { prometheus: "metrics", loki: "logs", tempo: "traces", elasticsearch: "logs" }[key];
        return second === undefined || value.grafana?.dataSources?.[key] !== undefined
          ? []
          : [
              doubt(
                "grafana-unread",
                writtenAt(environmentOf(subject, plan), ["telemetry", signal]),
                `in environment ${plan.environment} ${signal} go to several back ends that Grafana could read as ${key}; it reads the first`,
                "Put the one to read first, or write dataSources." + key + ": { url: ... } for it.",
              ),
            ];
      });
    }),
};

/** Who hears of Grafana's alerts. */
export const grafanaRoutes: ConfigRule<"grafana-routes"> = {
  id: "grafana-routes",
  check: (subject) =>
    withGrafana(subject).flatMap(({ at, environment: { value }, grafana, plan }): ConfigFinding[] => {
      if (!grafana.alerting) return [];
      const wrong = grafana.contactPoints.flatMap(({ receivers, severity }) =>
        receivers.flatMap(({ kind }): ConfigFinding[] =>
          kind === "sns" && grafana.kind !== "amg"
            ? [
                problem(
                  "grafana-routes",
                  at(["routes", severity]),
                  "only Amazon Managed Grafana sends to SNS",
                  "Write another receiver: email, slack, pagerduty, webhook, opsgenie, msteams.",
                ),
              ]
            : kind === "email" && grafana.kind === "amg"
              ? [
                  problem(
                    "grafana-routes",
                    at(["routes", severity]),
                    "Amazon Managed Grafana sends no e-mail",
                    "Write { sns: <topic> }, or leave `routes` out: then the environment's topics are used.",
                  ),
                ]
              : [],
        ),
      );
      const lost =
        value.grafana?.routes !== undefined || grafana.kind === "amg"
          ? []
          : [
              ...new Set(
                plan.routes.flatMap(({ kind }) =>
                  kind === "slack" || kind === "pagerduty" || kind === "lambda" || kind === "sqs" ? [kind] : [],
                ),
              ),
            ].sort();
      return [
        ...wrong,
        ...(lost.length === 0
          ? []
          : [
              doubt(
                "grafana-routes",
                at(["routes"]),
                `in environment ${plan.environment} Grafana does not reach the receivers by ${lost.join(", ")}: it needs keys of its own for them`,
                "Write grafana.routes with receivers of Grafana's: { slack: { url } }, { pagerduty } with a key of Events API V2.",
              ),
            ]),
        ...Object.keys(value.quietHours)
          .filter((quiet) => !grafana.quietHours.some(({ quietHours }) => quietHours === quiet))
          .map((quiet) =>
            doubt(
              "grafana-routes",
              writtenAt(environmentOf(subject, plan), ["quietHours", quiet]),
              `in environment ${plan.environment} these quiet hours are not the same every week, and Grafana's alerts are not muted`,
              "Use * for day of month and month.",
            ),
          ),
        ...(grafana.contactPoints.length === 0
          ? [
              problem(
                "grafana-routes",
                at(["routes"]),
                `in environment ${plan.environment} Grafana's alerts reach nobody`,
                "Write grafana.routes, or alerting: false.",
              ),
            ]
          : []),
      ];
    }),
};

/** One tree of policies for an organization of Grafana. */
export const grafanaPolicies: ConfigRule<"grafana-policies"> = {
  id: "grafana-policies",
  check: (subject) => {
    const owners = new Map<string, string>();
    return withGrafana(subject).flatMap(({ at, grafana, plan }): ConfigFinding[] => {
      if (!grafana.alerting || grafana.url === undefined) return [];
      const owner = owners.get(grafana.url);
      owners.set(grafana.url, owner ?? plan.environment);
      return owner === undefined
        ? []
        : [
            problem(
              "grafana-policies",
              at(["alerting"]),
              `environments ${owner} and ${plan.environment} both write the notification policies of ${excerpt(grafana.url)}, which has one tree of them`,
              "Set alerting: false in one of them, or give each its own Grafana.",
            ),
          ];
    });
  },
};

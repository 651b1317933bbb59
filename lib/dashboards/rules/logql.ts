import { excerpt } from "../../base";
import { family } from "./family";
import { isUnbounded } from "./labels";
import { whose } from "./queries";

const labels = "https://grafana.com/docs/loki/latest/get-started/labels/bp-labels/";

/** Queries of Loki. */
export const logql = family(
  {
    "logql-label-unbounded": {
      severity: "warning",
      what: "A stream selector does not name what has a value for each request or user.",
      why: "As a label of streams it makes one stream for each request, which Loki refuses or cannot cope with; and where it is none, the selector finds nothing.",
      fix: 'Filter after the selector: {service_name="checkout"} | trace_id="...".',
      source: labels,
    },
  },
  ({ asked }, report) => {
    for (const one of asked) {
      const { parsed, query } = one;
      if (parsed?.logql === undefined || query.hidden) continue;
      const named = new Set(parsed.logql.facts.streams.flatMap(({ matchers }) => matchers.map(({ name }) => name)));
      for (const name of named)
        if (isUnbounded(name))
          report("logql-label-unbounded", query.textAt ?? query.at, {
            message: `${whose(one)} selects streams by ${excerpt(name)}`,
          });
    }
  },
);

import { excerpt } from "../../base";
import { family } from "./family";

const source =
  "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/manage-dashboard-links/";

/** Links of dashboards, panels and values. */
export const links = family(
  {
    "link-empty": {
      severity: "warning",
      what: "A link has an address.",
      why: "Whoever follows it stays where they are.",
      fix: "Write the address, or remove the link.",
      source,
    },
    "link-unsafe": {
      severity: "error",
      what: "A link leads to a page.",
      why: "Grafana does not follow addresses that run code.",
      fix: "Write an address that begins with https: or with a slash.",
      source,
    },
    "link-local": {
      severity: "warning",
      what: "A link does not lead to localhost.",
      why: "That is another machine for each reader.",
      fix: "Write an address from the root, such as /d/uid, or the full one.",
      source,
    },
    "link-plain-http": {
      severity: "info",
      what: "A link outside of Grafana uses HTTPS.",
      why: "What the link carries, variables among it, can be read on the way.",
      fix: "Write https:.",
      source,
    },
    "link-unknown-dashboard": {
      severity: "info",
      what: "A link leads to a dashboard among those that are checked.",
      why: "If nobody else makes it, whoever follows the link finds nothing.",
      fix: "Correct the uid, or check the other dashboard, too.",
      source,
    },
  },
  ({ dashboard, filesByUid, panels }, report) => {
    for (const { at, tags, title = "", url } of [...dashboard.links, ...panels.flatMap((panel) => panel.links)]) {
      const name = title === "" ? "The link" : `The link ${excerpt(title)}`;
      if (tags !== undefined) continue;
      if (url === undefined || url.trim() === "") {
        report("link-empty", at, { message: `${name} has no address` });
        continue;
      }
      if (/^\s*(?:javascript|vbscript|data):/i.test(url))
        report("link-unsafe", at, { message: `${name} leads to ${excerpt(url)}` });
      else if (/^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/i.test(url))
        report("link-local", at, { message: `${name} leads to ${excerpt(url)}` });
      else if (/^http:/i.test(url)) report("link-plain-http", at, { message: `${name} leads to ${excerpt(url)}` });
      const [, uid] = /^\/?d\/([\w-]+)(?:[/?#]|$)/.exec(url) ?? [];
      // One dashboard alone says nothing of the others.
      if (uid !== undefined && filesByUid.size > 1 && !filesByUid.has(uid))
        report("link-unknown-dashboard", at, {
          message: `${name} leads to the dashboard ${excerpt(uid)}, which is not among those checked`,
        });
    }
  },
);

import type { Link } from "../read";
import { listDetail } from "./aspects";
import type { Detail } from "./change";
import { paired } from "./pairs";

/** How links change, each by its title and address. */
export function linkDetails(before: readonly Link[], after: readonly Link[]): Detail[] {
  const pairs = paired(before, after, [linkText, ({ title }) => title, addressOf]);
  return pairs.flatMap(({ is, was }): Detail[] => {
    if (was === undefined || is === undefined) {
      const [added, removed] = [is, was].map((link) => (link === undefined ? [] : [linkText(link)]));
      return [{ kind: "list", setting: "links", added: added ?? [], removed: removed ?? [] }];
    }
    const [from, to] = [linkText(was), linkText(is)];
    if (from === to) return listDetail("tags of links", was.tags ?? [], is.tags ?? []);
    return [{ kind: "value", setting: "link", before: from, after: to }];
  });
}

function linkText(link: Link): string {
  return [link.title, addressOf(link)].filter((part) => part !== undefined && part !== "").join(" to ");
}

function addressOf({ tags, url }: Link): string | undefined {
  return url ?? (tags === undefined || tags.length === 0 ? undefined : `dashboards tagged ${tags.join(", ")}`);
}

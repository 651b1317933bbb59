import { SyntaxFault } from "../hcl/errors";
import { isTemplate } from "../hcl/parse-template";
import { traversalsIn } from "../hcl/references";
import type { Member } from "./source";

/** The names of a reference, without its keys: `["var", "pager_url"]`, `["data", "aws_ssm_parameter", "key", "value"]`. */
export type Reference = readonly string[];

/** Every reference in the strings of a JSON value, apart from what `nonsensitive` is given. */
export function referencesIn({ node, origin }: Member): readonly Reference[] {
  switch (node.type) {
    case "plain":
      return [];
    case "list":
      return node.items.flatMap((item) => referencesIn({ node: item, origin }));
    case "object":
      return node.members.flatMap(({ value }) => referencesIn({ node: value, origin }));
    case "text": {
      const expression = isTemplate(node.value) ? origin.templates.parsed(node.value) : undefined;
      if (expression === undefined || expression instanceof SyntaxFault) return [];
      return traversalsIn(expression, "nonsensitive").map(({ root, steps }) => [
        root,
        ...steps.flatMap((step) => ("name" in step ? step.name : [])),
      ]);
    }
  }
}

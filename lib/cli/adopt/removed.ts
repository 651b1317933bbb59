import type { Row } from "../../adopt";
import { line } from "../../base";
import { shellWord } from "../shell";

/**
 * `removed` blocks for the configuration that made the resources until now: Terraform forgets them there and destroys nothing. A block
 * is about all instances of a resource; where some are left, it is a command instead.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
export function removedBlocks(rows: readonly Row[]): string {
  const blocks = new Map<string, { taken: string[]; others: number }>();
  for (const { address, outcome } of rows) {
    const whole = withoutKeys(address);
    const block = blocks.get(whole) ?? { taken: [], others: 0 };
    blocks.set(whole, block);
    if (outcome.kind === "taken") block.taken.push(address);
    else block.others++;
  }
  const taken = [...blocks].filter(([, block]) => block.taken.length > 0);
  const texts = taken.flatMap(([whole, { others }]) =>
    others > 0 ? [] : [`removed {\n  from = ${whole}\n\n  lifecycle {\n    destroy = false\n  }\n}\n`],
  );
  const partly = taken.flatMap(([, { others, taken: addresses }]) =>
    others > 0 ? addresses.map((address) => line`#   terraform state rm ${shellWord(address)}\n`) : [],
  );
  const head = `# For the configuration that made these resources until now: Terraform 1.7 or later forgets them, and destroys nothing.
# Put this file beside it, delete the blocks of the resources there, and apply. Remove the file afterwards.
`;
  const commands =
    partly.length === 0
      ? []
      : [
          `# A block is about all instances of a resource. Of these, others are left where they are: take them out of count or\n# for_each, and let Terraform forget them with\n${partly.join("")}`,
        ];
  return [head, ...texts, ...commands].join("\n");
}

/** An address without the keys of instances: `module.a["x"].aws_sns_topic.page[0]` is `module.a.aws_sns_topic.page`. */
function withoutKeys(address: string): string {
  return address.replaceAll(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "");
}

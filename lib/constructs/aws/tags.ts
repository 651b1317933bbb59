import type { Construct } from "constructs";
import { badName, tooMany } from "../errors";
import { isKnown } from "./tokens";

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

// Most resources of a stack share one object of tags: it is checked once.
const checked = new WeakSet();

/**
 * The tags, if AWS takes them: at most 50, keys up to 128 characters, values up to 256.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 */
export function checkTags(scope: Construct, tags: Tags | undefined): Record<string, string> | undefined {
  if (tags === undefined || checked.has(tags)) return tags;
  const entries = Object.entries(tags);
  if (entries.length > 50)
    throw tooMany(
      scope.node.path,
      "tags",
      entries.length,
      50,
      "remove some, or move them to the provider's default tags.",
    );
  for (const [key, value] of entries) {
    if (isKnown(key) && (key === "" || key.length > 128 || key.startsWith("aws:"))) {
      throw badName(scope.node.path, "tag key", key, "Use 1 to 128 characters, not beginning with aws:.");
    }
    if (isKnown(value) && value.length > 256)
      throw badName(scope.node.path, `value of tag ${key}`, value, "Use at most 256 characters.");
  }
  checked.add(tags);
  return tags;
}

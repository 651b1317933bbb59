import type { Construct } from "constructs";
import { checkCount, checkText } from "./checks";

/** Tags by key. */
export type Tags = Readonly<Record<string, string>>;

/**
 * The tags, checked: at most 50, keys of up to 128 characters, values of up to 256.
 *
 * @throws {ConstructError} for tags that AWS refuses
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
 */
export function checkTags(scope: Construct, tags: Tags | undefined): Record<string, string> | undefined {
  if (tags === undefined) return undefined;
  const { path } = scope.node;
  const entries = Object.entries(tags);
  checkCount(path, "tags", entries.length, "Remove some, or move them to the provider's default tags.");
  for (const [key, value] of entries) {
    checkText(path, "tagKey", key);
    checkText(path, "tagValue", value, `value of tag ${key}`);
  }
  return tags;
}

import type { Tags } from "../template";
import type { Instance } from "../instance";
import type { Attributes } from "./attributes";

/** A resource's name. If Terraform generates it at apply, a stable text is used in its place, which is noted. */
export function nameOf(instance: Instance, attributes: Attributes, argument: string): string | undefined {
  const name = attributes.given(argument);
  if (name !== undefined && instance.isMadeUp(argument)) {
    const from = attributes.has("name_prefix") ? "prefix" : "nothing";
    attributes.note(argument, {
      kind: "name-made-at-apply",
      from: name === instance.address ? "unknown-parts" : from,
      standIn: name,
    });
  }
  return name;
}

export function tagsOf(attributes: Attributes): Tags {
  return attributes.has("tags_all") ? attributes.map("tags_all") : attributes.map("tags");
}

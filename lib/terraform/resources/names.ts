import type { Tags } from "../template";
import type { Instance } from "../instance";
import type { Attributes } from "./attributes";

/** A resource's name; where Terraform makes it at apply, a stable text stands for it, and that is noted. */
export function nameOf(instance: Instance, attributes: Attributes, argument: string): string | undefined {
  const name = attributes.given(argument);
  if (name !== undefined && instance.isMadeUp(argument)) {
    const made = attributes.has("name_prefix") ? "name_prefix has digits added" : "no name is configured, one is made";
    const why = name === instance.address ? "the name is made of what is known only after apply" : `${made} at apply`;
    attributes.note(argument, `${why}; ${JSON.stringify(name)} stands for it`);
  }
  return name;
}

export function tagsOf(attributes: Attributes): Tags {
  return attributes.has("tags_all") ? attributes.map("tags_all") : attributes.map("tags");
}

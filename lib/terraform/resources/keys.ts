import { append } from "../../base";
import { readArn } from "../../aws";
import type { Key, Unresolved } from "../template";
import type { Instance } from "../instance";
import { arn } from "../place";
import { attributesOf } from "./attributes";

/** What {@link keys} reads. */
export const KEY_TYPES = ["aws_kms_key", "aws_kms_replica_key", "aws_kms_alias", "aws_kms_key_policy"] as const;

/** Keys with their aliases and with policies from separate resources. */
export function keys(instances: readonly Instance[]): readonly Key[] {
  const ofType = (type: (typeof KEY_TYPES)[number]): readonly Instance[] =>
    instances.filter((instance) => instance.type === type);
  const found = [...ofType("aws_kms_key"), ...ofType("aws_kms_replica_key")].map(key);
  const byName = new Map(found.flatMap((one) => [[one.keyId, one] as const, [one.arn, one] as const]));
  for (const alias of ofType("aws_kms_alias")) {
    const { attributes, unresolved } = attributesOf(alias);
    const name = attributes.given("name");
    const target = byName.get(attributes.given("target_key_id") ?? "");
    if (name !== undefined) target?.aliases.push(name);
    if (target !== undefined) append(target.unresolved, unresolved);
  }
  for (const policy of ofType("aws_kms_key_policy")) {
    const { attributes, unresolved } = attributesOf(policy);
    const id = attributes.given("key_id");
    let target = byName.get(id ?? "");
    if (target === undefined) {
      // The key itself is created elsewhere.
      target = elsewhere(policy, id ?? "");
      found.push(target);
    }
    target.policy = attributes.given("policy");
    append(target.unresolved, unresolved);
  }
  return found;
}

type OpenKey = { -readonly [Name in keyof Key]: Key[Name] } & { aliases: string[]; unresolved: Unresolved[] };

function key(instance: Instance): OpenKey {
  const { attributes, unresolved } = attributesOf(instance);
  return {
    address: instance.address,
    arn: attributes.text("arn") ?? "",
    keyId: attributes.text("key_id") ?? "",
    aliases: [],
    isEnabled: attributes.bool("is_enabled", attributes.bool("enabled", true)),
    policy: attributes.given("policy"),
    unresolved: [...unresolved],
  };
}

function elsewhere({ address, place }: Instance, id: string): OpenKey {
  const read = readArn(id);
  return {
    address,
    arn: read !== undefined ? id : arn(place, "kms", `key/${id}`),
    keyId: read === undefined ? id : read.resource.replace(/^key\//, ""),
    aliases: [],
    isEnabled: true,
    policy: undefined,
    unresolved: [],
  };
}

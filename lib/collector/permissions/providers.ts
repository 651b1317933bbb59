import { readArn } from "../../aws";
import { textsIn } from "../rules/values";
import { all, need, type Needs, open } from "./need";
import { arnIn, type CollectorPlace, globalArn } from "./place";
import type { Used } from "./settings";

/** What references like `${secretsmanager:shop/token}` and `${s3:...}` in the settings of components need. */
export function providerNeeds(used: readonly Used[], place: CollectorPlace): Needs {
  const needs: Needs[] = [];
  for (const { path, settings } of used)
    for (const { path: where, text } of textsIn(settings, path))
      for (const [, scheme = "", rest = ""] of text.matchAll(/(?<!\$)(?:\$\$)*\$\{(secretsmanager|s3):([^${}]*)\}/g))
        needs.push(scheme === "s3" ? objectNeed(rest, where, place) : secretNeed(rest, place));
  return all(needs);
}

// `name#key`, with a default after `:-`. The ARN of a secret ends in six characters that its name does not tell.
function secretNeed(reference: string, place: CollectorPlace): Needs {
  const [id = ""] = reference.replace(/:-.*$/s, "").split("#");
  const arn = readArn(id) === undefined ? arnIn(place, "secretsmanager", `secret:${id}-??????`) : id;
  return need(["secretsmanager:GetSecretValue"], [arn]);
}

function objectNeed(reference: string, path: Used["path"], place: CollectorPlace): Needs {
  const actions = ["s3:GetObject"];
  const [, bucket, key] =
    /^\/\/([a-z0-9.-]+?)\.s3(?:-fips)?(?:\.dualstack)?\.[a-z0-9-]+\.[a-z.]+\/(.+)$/.exec(reference) ?? [];
  if (bucket === undefined || key === undefined) return open(path, "not-known", actions);
  return need(actions, [globalArn(place, "s3", `${bucket}/${key}`)]);
}

import { allowsFrom } from "../../aws";
import { badConstraint, providerTooOld } from "../errors";
import { isKnown } from "./tokens";

/** @throws {ConstructError} for a version constraint, as Terraform writes it, that allows only versions before `minimum` */
export function requireProvider(path: string, feature: string, constraint: string, minimum: string): void {
  if (!isKnown(constraint)) return;
  const allowed = allowsFrom(constraint, minimum);
  if (allowed === undefined) throw badConstraint(path, constraint);
  if (!allowed) throw providerTooOld(path, feature, constraint, minimum);
}

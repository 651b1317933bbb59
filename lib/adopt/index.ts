/** A first configuration from somebody's Terraform, and what becomes of each resource. */
export { adoptionOf } from "./adoption";
export type { Adoption } from "./parts";
export { adoptedYaml } from "./print";
export type { Change, LeftReason, MathReason, Outcome, Row } from "./row";
export type { AdoptSettings } from "./settings";

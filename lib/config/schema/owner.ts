import { either, object, prose } from "./form";

export const team = prose("a team's name", "Write the name of the team that acts on it: team-payments.");

/** Who acts on an alarm. */
export const ownerSchema = either("an owner", "Write the team's name, or { team, contact }.", [
  team,
  object("an owner", {
    team: team.describe("Name of the team."),
    contact: prose("a contact", "Write how to reach the team: #payments, payments@example.com.")
      .optional()
      .describe("How to reach the team: a channel, an address. Default: none."),
  }),
]).meta({ id: "owner" });

import { type ConfigFinding, inEnvironment, problem } from "../errors";
import type { ConfigRule } from "./rule";

export const quietHoursId: ConfigRule<"quiet-hours-id"> = {
  id: "quiet-hours-id",
  check: ({ plans }) =>
    plans.flatMap(({ environment, muteRules, services }) => {
      const owners = new Map(services.map(({ id, name }) => [id, `service "${name}"`]));
      return muteRules.flatMap(({ id, quietHours, source }): ConfigFinding[] => {
        const owner = owners.get(`${id}Quiet`);
        owners.set(`${id}Quiet`, `quiet hours "${quietHours}"`);
        return owner === undefined
          ? []
          : [
              problem(
                "quiet-hours-id",
                inEnvironment(environment, source),
                `in environment ${environment} its construct id ${id}Quiet is also the id of ${owner}`,
              ),
            ];
      });
    }),
};

import type { z } from "zod";
import { arnShape, cidrShape, ranges } from "../../aws";
import { count, either, flag, list, object, oneOf, text } from "./form";
import { ownerSchema } from "./owner";

/** Ways in which the text of a configuration gets to a task. */
export const deliveries = ["environment", "ssm", "s3"] as const;

const vpc = text("the id of a VPC", "Write it: vpc-0a1b2c3d4e5f60718.", /^vpc-[0-9a-f]{8,17}$/);
const subnet = text("the id of a subnet", "Write it: subnet-0a1b2c3d4e5f60718.", /^subnet-[0-9a-f]{8,17}$/);

const clusterArn = arnShape("ecs").source;

/** How Amazon ECS runs the collector. */
export const ecsSchema = object("how Amazon ECS runs it", {
  network: either("a network", "Write { vpc, subnets }, or { cidr } for a VPC of its own.", [
    object("a network that exists", {
      vpc: vpc.describe("Id of the VPC."),
      subnets: list("a list of subnets", subnet, { min: 1, max: 16 }).describe(
        "Ids of private subnets, in as many zones as there are: tasks and the load balancer are spread over them.",
      ),
    }),
    object("a network of its own", {
      cidr: text("the addresses of a VPC", "Write a block of IPv4 addresses: 10.20.0.0/20.", cidrShape).describe(
        `Addresses of the VPC that is made, from /${ranges.zonedVpcPrefix.least} to /${ranges.zonedVpcPrefix.most}: private subnets, and endpoints for what the collector calls. Nothing in it reaches the internet, so the image must be in Amazon ECR in this Region.`,
      ),
      zones: count("a number of zones", "Write 2 or 3.", { min: 2, max: 3 })
        .optional()
        .describe("How many Availability Zones it spans. Default: 2."),
    }),
  ])
    .optional()
    .describe("Where tasks run. Needed in an environment that is deployed."),
  clients: list(
    "a list of clients",
    text(
      "a client",
      "Write the id of a security group, or a block of IPv4 addresses: sg-0a1b2c3d4e5f60718, 10.20.0.0/16.",
      new RegExp(`^sg-[0-9a-f]{8,17}$|${cidrShape.source}`),
    ),
    { min: 1, max: 50 },
  )
    .optional()
    .describe(
      "Who may send to the gateway: security groups of applications, or blocks of addresses. Default: everything in a VPC of its own; needed for a network that exists.",
    ),
  cluster: text(
    "a cluster",
    "Write its name or ARN: shop-prod.",
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9_-]{0,254}$|${clusterArn}`),
  )
    .optional()
    .describe("Name or ARN of a cluster that exists. Default: one is made."),
  certificate: object("a certificate", {
    arn: text(
      "the ARN of a certificate",
      "Write it in full: arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f.",
      arnShape("acm"),
    ).describe("Certificate of AWS Certificate Manager."),
    host: text(
      "the name of a host",
      "Write it: otel.shop.example.",
      /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/,
    ).describe(
      "The name that it is for, by which applications reach the gateway: of an alias record of yours, for the load balancer.",
    ),
  })
    .optional()
    .describe("With it, applications send over TLS. Default: in plain text, within the VPC."),
  delivery: oneOf("a way of delivery", deliveries)
    .optional()
    .describe(
      "How the configuration gets to a task: in its definition, from a parameter of Systems Manager, or from a bucket. Default: in its definition if it fits, otherwise from a bucket.",
    ),
  owner: ownerSchema.optional().describe("Who acts on the alarms on the collector. Default: no team."),
  wait: flag()
    .optional()
    .describe(
      "Whether an apply waits until the new tasks run, and fails if they do not. Without it, what an older revision reads may be gone when ECS goes back to it. Default: true.",
    ),
});

export type EcsEntry = z.output<typeof ecsSchema>;

import { criterion, type HouseTemplate, houseBody } from "./house-body";

export const cioTemplate: HouseTemplate = {
  houseKey: "cio",
  name: "CIO evaluation",
  description: "Chief information officer: answers for the systems and data an organization runs on.",
  role: "cio",
  body: houseBody(
    "A chief information officer who answers for the information systems an organization runs on: strategy, change, budget and the service to the business.",
    [
      criterion(
        "it_strategy",
        "IT Strategy",
        0.25,
        "Plans for an organization's systems and data, tied to its goals, made and carried out.",
        [
          "Only ran systems as told.",
          "Helped to plan one area of IT.",
          "Made and carried out the plan of one area, such as infrastructure or applications.",
          "Made the IT strategy of a company or large unit and saw most of it through.",
          "A strategy over several years that changed how the organization works, with figures.",
        ],
      ),
      criterion(
        "digital_transformation",
        "Digital Transformation",
        0.2,
        "Processes, channels or core systems renewed, and used after.",
        [
          "No part in any change of systems.",
          "Took part in a migration or roll-out.",
          "Led a migration or roll-out for a department or site.",
          "Led the renewal of a core system or customer channel for the whole company.",
          "Led a company through several such renewals, with savings, growth or adoption named.",
        ],
      ),
      criterion(
        "business_partnership",
        "Business Partnership",
        0.2,
        "Trusted by the heads of the business; shared goals, not only orders taken.",
        [
          "Worked behind a service desk without contact to the business.",
          "Took requirements from departments.",
          "Fixed partner of one or two departments.",
          "Sat with the heads of the business and carried shared goals.",
          "Member of the executive team, or answered for a business result besides IT.",
        ],
      ),
      criterion(
        "enterprise_architecture",
        "Enterprise Architecture",
        0.15,
        "Order in applications, data and integration across the organization.",
        [
          "Knew one system only.",
          "Connected systems within a project.",
          "Answered for the architecture of one domain.",
          "Answered for the architecture of the enterprise, and reduced or joined what was there.",
          "Architecture through mergers or across countries, with what it saved or made possible.",
        ],
      ),
      criterion(
        "vendor_budget_management",
        "Vendor and Budget Management",
        0.1,
        "Budgets, contracts and suppliers answered for.",
        [
          "Never dealt with money or suppliers.",
          "Looked after a small budget or one supplier.",
          "A budget in the hundreds of thousands, or several suppliers.",
          "A budget in the millions, large contracts negotiated.",
          "Tens of millions, or sourcing turned round with the saving named.",
        ],
      ),
      criterion(
        "security_compliance",
        "Security and Compliance",
        0.1,
        "Security, privacy and audits as part of what the person answered for.",
        [
          "Systems were run without regard to rules that applied.",
          "Followed rules set by others.",
          "Answered for controls or an audit of one area.",
          "Answered for the company's compliance or security programme.",
          "Led it through a certification, a regulator's examination or a crisis.",
        ],
      ),
    ],
  ),
};

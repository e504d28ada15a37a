import { criterion, type HouseTemplate, houseBody } from "./house-body";

export const ctoTemplate: HouseTemplate = {
  houseKey: "cto",
  name: "CTO evaluation",
  description: "Chief technology officer: answers for products and platforms that the business sells.",
  role: "cto",
  body: houseBody(
    "A chief technology officer who answers for the technology of a company's products: architecture, engineering organization and where both are going.",
    [
      criterion(
        "technical_leadership",
        "Technical Leadership",
        0.25,
        "Decisions on architecture, platforms and engineering quality that the person answered for.",
        [
          "Career without technical decisions.",
          "Decided on parts of a system within a team.",
          "Answered for the architecture of one product or several services.",
          "Answered for a platform of many teams: moved, scaled or replaced it, with the effect named.",
          "Set the technical course of a company through more than one generation of its platform.",
        ],
      ),
      criterion(
        "team_building",
        "Team Building",
        0.2,
        "Building and leading engineering organizations: hiring, structure, growing leaders, keeping people.",
        [
          "Always worked alone.",
          "Led a handful of people for a short time.",
          "Led a team of about ten, or hired its core.",
          "Led several teams through their managers, and grew or rebuilt them.",
          "Built an organization of a hundred or more, with leaders who rose within it.",
        ],
      ),
      criterion(
        "strategic_vision",
        "Strategic Vision",
        0.2,
        "Turning where the business wants to go into a technology plan, and seeing it through.",
        [
          "Worked on plans made by others only.",
          "Contributed to a roadmap.",
          "Owned the roadmap of a product for a year or more.",
          "Made the technology strategy of a business unit or company and carried it out.",
          "A strategy of theirs opened a market or changed the business, and the profile says by how much.",
        ],
      ),
      criterion(
        "innovation",
        "Innovation",
        0.15,
        "New technology or new uses of it brought into production, not only tried.",
        [
          "Only kept existing systems going.",
          "Took part in trials of new technology.",
          "Brought a technology that was new to the company into production.",
          "Several new products or methods in production, used by customers.",
          "Patents in use, widely used open work, or a product that others followed.",
        ],
      ),
      criterion(
        "collaboration",
        "Collaboration",
        0.1,
        "Work with product, sales, finance, customers and the board.",
        [
          "Work without any contact outside engineering.",
          "Worked with product or design within a team.",
          "Regular partner of product and operations for a product.",
          "Partner of the executive team; customers or investors met in person.",
          "Presents to a board and carries shared goals across departments, with results.",
        ],
      ),
      criterion(
        "industry_experience",
        "Industry Experience",
        0.1,
        "Knowledge of an industry, its customers, rules and economics.",
        [
          "Short stays in unrelated industries.",
          "One or two years in one industry.",
          "Three to six years in one industry or its suppliers.",
          "Seven years or more, or leading posts in two related industries.",
          "Known in the industry: speaks, writes, sits on its boards or committees.",
        ],
      ),
    ],
  ),
};

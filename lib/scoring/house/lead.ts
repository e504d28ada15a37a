import { criterion, type HouseTemplate, houseBody } from "./house-body";

export const leadTemplate: HouseTemplate = {
  houseKey: "lead",
  name: "Accountable lead of an AI agent",
  description: "Who could own a candidate agent: answer for its work, its errors and the people around it.",
  role: "lead",
  body: houseBody(
    "The accountable lead of an AI agent that takes over part of a role's work. The agent and its work are described as background. The lead need not build it: they answer for what it may do, notice when it errs, and bring the people along.",
    [
      criterion(
        "work_knowledge",
        "Knowledge of the Work",
        0.35,
        "First-hand knowledge of the work that the agent is to take part in, its exceptions and its quality.",
        [
          "Career far from this kind of work.",
          "Saw the work from outside: as its customer, supplier or reviewer.",
          "Did this or closely related work for some years.",
          "Did it for many years or led those who do it.",
          "Shaped how this work is done: wrote its rules, trained others, changed its process.",
        ],
      ),
      criterion(
        "ownership",
        "Ownership",
        0.25,
        "Answered for results over time: a process, a service, a product, a budget.",
        [
          "Only tasks with results others answered for.",
          "Answered for parts of a project.",
          "Answered for a process or service for a year or more.",
          "Answered for one that many depend on, through trouble as well.",
          "Took one over in a bad state and left it measurably better.",
        ],
      ),
      criterion(
        "change_leadership",
        "Change Leadership",
        0.2,
        "Brought people through a change of tools or ways of working.",
        [
          "Changes were only ever undergone.",
          "Helped colleagues with a new tool.",
          "Introduced a tool or process in a team.",
          "Led a change across teams, with use after it named.",
          "Led several, including ones that changed what people's jobs are.",
        ],
      ),
      criterion(
        "data_and_ai",
        "Data and AI Practice",
        0.2,
        "Works with data, automation or AI well enough to tell a good result from a bad one.",
        [
          "Work without data or automation.",
          "Reads reports or uses finished tools.",
          "Builds own analyses or automates own work.",
          "Ran automation or models in real work and watched their quality.",
          "Answered for AI or automation in production, errors and risks included.",
        ],
      ),
    ],
  ),
};

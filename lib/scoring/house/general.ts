import { criterion, type HouseTemplate, houseBody } from "./house-body";

export const generalTemplate: HouseTemplate = {
  houseKey: "general",
  name: "General evaluation",
  description: "Technical skills, leadership potential and overall fit of any professional profile, on 0–10.",
  role: "general",
  body: houseBody(
    "A professional for a responsible position. Look for skills proven in work, for signs of leading people or matters, and for a path that fits a position of this kind.",
    [
      criterion(
        "technical_skills",
        "Technical Skills",
        0.4,
        "Command of the methods, tools and knowledge of the field, as shown by what was built, run or solved with them.",
        [
          "The work shown needed no skill of the field.",
          "Skills are listed or were used under guidance; no result of their own.",
          "Did the usual work of the field alone for some years, with results named.",
          "Solved hard problems or was the one others asked; skills are broad or deep and current.",
          "Set the standard for an organization or a field: systems, methods or works that others build on.",
        ],
      ),
      criterion(
        "leadership_potential",
        "Leadership Potential",
        0.3,
        "Signs of leading: people, projects or decisions answered for, others made better, responsibility that grew.",
        [
          "Only carried out tasks set by others over a long career.",
          "Coordinated parts of a project or taught a beginner.",
          "Led a small team or a project to its end.",
          "Led several teams, or a matter across departments, with a result that is named.",
          "Answered for a large organization or a turnaround, and developed leaders who took over.",
        ],
      ),
      criterion(
        "overall_fit",
        "Overall Fit",
        0.3,
        "How well experience, level and direction of the career go with what is looked for.",
        [
          "Field and level of the career have nothing in common with what is looked for.",
          "Touches the field, or stands two levels away.",
          "Right field at a neighbouring level, or right level in a neighbouring field.",
          "Has done the same work at the same level for years.",
          "Has done the same work at this level in like circumstances, with results, and the career leads here.",
        ],
      ),
    ],
  ),
};

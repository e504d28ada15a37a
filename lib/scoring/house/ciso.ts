import { criterion, type HouseTemplate, houseBody } from "./house-body";

export const cisoTemplate: HouseTemplate = {
  houseKey: "ciso",
  name: "CISO evaluation",
  description: "Chief information security officer: answers for how an organization protects itself.",
  role: "ciso",
  body: houseBody(
    "A chief information security officer who answers for how an organization protects its information: strategy, risk, response and the trust of the board.",
    [
      criterion(
        "security_strategy",
        "Security Strategy",
        0.25,
        "A security programme tied to what the organization needs to protect, made and carried out.",
        [
          "Security was never part of the work.",
          "Carried out single measures.",
          "Planned and ran one area, such as identity or networks.",
          "Built or led the security programme of a company or large unit.",
          "Took a programme from its beginning to a recognised level, or led it across countries.",
        ],
      ),
      criterion(
        "risk_management",
        "Risk Management",
        0.2,
        "Risks found, weighed in terms of the business, decided on and followed up.",
        [
          "Only worked through lists made by others.",
          "Took part in assessments.",
          "Ran assessments and followed their findings up.",
          "Answered for the risk register of a company, suppliers included.",
          "Risk is expressed in money or service lost and steers investment at the level of the board.",
        ],
      ),
      criterion(
        "incident_response",
        "Incident Response",
        0.2,
        "Readiness for incidents, and incidents led.",
        [
          "No contact with incidents in a long security career.",
          "Worked on alerts or helped in an incident.",
          "Led the response to ordinary incidents, or built the plans for them.",
          "Answered for detection and response around the clock, or led a serious incident.",
          "Led an organization through a major incident, its disclosure and what was changed after.",
        ],
      ),
      criterion(
        "compliance",
        "Compliance",
        0.15,
        "Standards and laws met: such as ISO 27001, SOC 2, PCI DSS, NIS2, privacy law.",
        [
          "Work where none applied.",
          "Collected evidence for an audit.",
          "Prepared and passed an audit of one standard.",
          "Answered for several standards or laws at once.",
          "Led certification of a company from nothing, or dealt with a regulator.",
        ],
      ),
      criterion(
        "security_technology",
        "Security Technology",
        0.1,
        "Command of the technology: architecture, cloud, identity, detection, secure development.",
        [
          "No technical work.",
          "Operated tools in one area.",
          "Engineer or architect in one area.",
          "Architect across several areas, cloud included.",
          "Designed the security of large platforms, or known for technical work others use.",
        ],
      ),
      criterion(
        "executive_communication",
        "Executive Communication",
        0.1,
        "Explains risk to executives, boards and customers, and is heard.",
        [
          "Worked without contact outside the team.",
          "Reported to a manager.",
          "Presented to department heads.",
          "Reported to executives regularly.",
          "Reports to a board, and speaks for the company to customers, regulators or the public.",
        ],
      ),
    ],
  ),
};

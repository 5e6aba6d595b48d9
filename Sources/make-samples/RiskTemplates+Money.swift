extension RiskTemplate {
    static let money: [RiskTemplate] = [
        RiskTemplate(
            "Finance", "Finance", [3], 4,
            "The savings plan for the year is not met",
            "Half of the schemes have no owner; the trust overspends and services are "
                + "cut in haste.",
            controls: "Finance committee; scheme tracker",
            gap: "Schemes rated on spend only",
            assurance: "Internal audit of savings",
            action: "Name an owner for each scheme"),
        RiskTemplate(
            "Finance", "Finance", [0, 1, 2], 3,
            "Agency spending in {service} exceeds the cap",
            "Vacancies are filled by agencies off framework; the budget is overspent "
                + "and the regulator asks.",
            controls: "Approval by a director",
            gap: "Approval after the shift",
            assurance: "Weekly agency report",
            action: "Fill three posts from the bank"),
        RiskTemplate(
            "Finance", "Finance", [3], 3,
            "Capital plan slips at {site}",
            "Bids are late and prices have risen; works stop half-way.",
            controls: "Capital group; contingency",
            gap: "No price after tender",
            assurance: "Capital report",
            action: "Re-price the plan"),
        RiskTemplate(
            "Contracts", "Finance", [1, 2], 4,
            "The contract for {service} is put out to tender",
            "The council re-procures in a year; staff leave before the end and the "
                + "service fails.",
            controls: "Bid team; staff briefings",
            gap: "No cost model",
            assurance: "Strategy committee",
            action: "Build a cost model"),
        RiskTemplate(
            "Partnership", "Objectives", [0, 1, 3], 3,
            "Partners leave the integrated care programme",
            "Priorities of partners differ, so shared posts are not filled; plans for "
                + "{place} stop.",
            controls: "Partnership agreement; joint board",
            gap: "Agreement ends in a year",
            assurance: "System board minutes",
            action: "Renew the agreement"),
        RiskTemplate(
            "Programme", "Objectives", [3], 3,
            "The transformation programme runs late",
            "Milestones depend on staff who deliver care; benefits come a year later "
                + "than planned.",
            controls: "Programme board; highlight reports",
            gap: "No plan for benefits",
            assurance: "PMO assurance each month",
            action: "Write a plan for benefits"),
        RiskTemplate(
            "Programme", "Quality", [3], 3,
            "Quality impact of savings is not assessed",
            "Schemes start before the panel has met; care is harmed without anyone "
                + "deciding it.",
            controls: "Quality impact panel",
            gap: "Panel meets every two months",
            assurance: "Panel log",
            action: "Hold the panel each month"),
        RiskTemplate(
            "Governance", "Statutory", [3], 3,
            "Policies are out of date",
            "A third of policies has passed its review date; staff follow old "
                + "guidance.",
            controls: "Policy group; reminder",
            gap: "No owner for 31 policies",
            assurance: "Policy register",
            action: "Retire policies nobody owns"),
        RiskTemplate(
            "Governance", "Reputation", [0, 1, 2, 3], 3,
            "Complaints in {service} are answered late",
            "Answers wait for signatures; families go to the ombudsman and the press.",
            controls: "Weekly tracker",
            gap: "No deputy to sign",
            assurance: "Complaints report",
            action: "Let deputies sign"),
        RiskTemplate(
            "Governance", "Quality", [0, 1, 2], 3,
            "Learning from incidents does not reach {service}",
            "Actions end with the report and are not checked; the same harm occurs "
                + "again.",
            controls: "Learning panel; bulletin",
            gap: "Bulletin is not read",
            assurance: "Thematic review",
            action: "Check actions after six months"),
        RiskTemplate(
            "Regulation", "Statutory", [0, 1, 2], 4,
            "The regulator finds {service} in breach",
            "Standards on consent and staffing are met in part; ratings fall and "
                + "conditions are set.",
            controls: "Mock inspections; peer review",
            gap: "Peer review not yearly",
            assurance: "Quality committee",
            action: "Peer review of each service"),
        RiskTemplate(
            "Engagement", "Reputation", [0, 1, 2], 2,
            "People are not asked before services in {place} change",
            "Changes are decided before people are asked; decisions are challenged.",
            controls: "Engagement plan",
            gap: "No budget",
            assurance: "Scrutiny committee minutes",
            action: "Plan engagement with the council"),
    ]
}

extension RiskTemplate {
    static let people: [RiskTemplate] = [
        RiskTemplate(
            "Workforce", "Workforce", [0], 4,
            "Vacancies in district nursing in {place}",
            "One post in five is vacant and agencies cannot fill shifts; visits are "
                + "cut short or missed and staff leave.",
            controls: "Safer staffing tool; bank incentives; daily capacity call",
            gap: "Escalation stops at the locality",
            assurance: "Weekly staffing report",
            action: "Recruit 12 nurses from overseas"),
        RiskTemplate(
            "Workforce", "Workforce", [0, 1, 2], 3,
            "Too few staff in {service}",
            "Posts stay vacant after two rounds of recruitment; clinics close and "
                + "waiting times grow.",
            controls: "Rolling adverts; agency cover for critical clinics",
            gap: "Pay is below the neighbouring trust",
            assurance: "Vacancy dashboard",
            action: "Offer development posts"),
        RiskTemplate(
            "Workforce", "Workforce", [1], 4,
            "Health visiting caseloads are over the national target",
            "Cuts to the public health grant removed posts; mandated visits are "
                + "missed and children at risk are not seen.",
            controls: "Visits ranked by need; skill mix",
            gap: "No cover for long-term absence",
            assurance: "Mandated contacts report",
            action: "Agree a recovery plan with the council"),
        RiskTemplate(
            "Workforce", "Workforce", [0, 1, 2, 3], 3,
            "Sickness absence in {service}",
            "Absence for stress is twice the trust\u{2019}s rate, so colleagues carry the "
                + "work and leave in their turn.",
            controls: "Occupational health; wellbeing leads",
            gap: "No data by team",
            assurance: "People committee dashboard",
            action: "Hold stress risk assessments in each team"),
        RiskTemplate(
            "Workforce", "Workforce", [0, 1, 2, 3], 3,
            "Mandatory training lapses in {service}",
            "Staff cannot be released; resuscitation and moving-and-handling training "
                + "lapses and people may be hurt.",
            controls: "E-learning; monthly reminder",
            gap: "Face-to-face courses full",
            assurance: "Training compliance, monthly",
            action: "Run courses at {site}"),
        RiskTemplate(
            "Workforce", "Workforce", [3], 3,
            "Turnover of staff in their first year",
            "Induction is online only and new staff feel alone; one in four leaves "
                + "within a year.",
            controls: "Buddy scheme; stay interviews",
            gap: "Buddies not trained",
            assurance: "Turnover report",
            action: "Bring back a two-day induction"),
        RiskTemplate(
            "Workforce", "Safety", [0, 1, 2], 3,
            "Lone workers in {place} cannot be reached",
            "Devices lose signal and are left in cars; a member of staff is attacked "
                + "and help comes late.",
            controls: "Lone worker policy; buddy calls",
            gap: "One in three devices is unused",
            assurance: "Use report from the supplier",
            action: "Change the network of the devices"),
        RiskTemplate(
            "Workforce", "Workforce", [3], 3,
            "Industrial action closes clinics",
            "A ballot may lead to strikes; clinics close at short notice and people "
                + "are not told.",
            controls: "Strike plan; derogations agreed",
            gap: "No texts to patients",
            assurance: "Emergency planning exercise",
            action: "Set up a text service"),
        RiskTemplate(
            "Leadership", "Workforce", [0, 1, 2, 3], 2,
            "Team leaders in {service} have no protected time",
            "Leaders carry full caseloads, so appraisals and supervision slip.",
            controls: "Leadership programme",
            gap: "Caseload rule not applied",
            assurance: "Appraisal rate",
            action: "Protect one day a week"),
        RiskTemplate(
            "Culture", "Reputation", [0, 1, 2, 3], 3,
            "Staff do not speak up in {service}",
            "Staff fear the answer; harm goes unreported and is found by the "
                + "regulator.",
            controls: "Freedom to speak up guardian; champions",
            gap: "No champion at {site}",
            assurance: "Staff survey",
            action: "Appoint two champions"),
        RiskTemplate(
            "Workforce", "Workforce", [1, 2], 4,
            "A single consultant carries {service}",
            "The second consultant retired and the post drew no applicants; the "
                + "service stops when the other is away.",
            controls: "Locum for six weeks a year",
            gap: "No remote cover",
            assurance: "None identified",
            action: "Share a post with the children\u{2019}s hospital"),
        RiskTemplate(
            "Training", "Quality", [0, 2], 2,
            "Students cannot be placed in {service}",
            "Too few supervisors mean that placements are refused and fewer graduates "
                + "apply.",
            controls: "Placement plan",
            gap: "Supervisors not recorded",
            assurance: "University\u{2019}s yearly review",
            action: "Train 20 practice supervisors"),
    ]
}

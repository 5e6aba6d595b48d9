/// Writes the actions of each month, as the separate export that Datix makes of them.
enum ActionsWriter {
    /// One action, with the month in which it is done, if it is.
    private struct Task {
        let id: Int
        let risk: SampleRisk
        let text: String
        let owner: String
        let due: String
        let doneIn: Int?
        let from: Int
        let progress: String
    }

    /// The export of a month's actions.
    static func actions(_ risks: [SampleRisk], month: Int) -> String {
        var lines = ""
        for task in tasks(risks) where task.from <= month && task.risk.states[month] != nil {
            let done = task.doneIn.map { $0 <= month } ?? false
            let doneOn = task.doneIn.map { (Trust.months[$0] + -(task.id % 20 + 1)).british } ?? ""
            lines += """
                  <Action>
                    <recordid>\(task.id)</recordid>
                    <act_module>RAM</act_module>
                    <act_cas_id>\(task.risk.id)</act_cas_id>
                    <act_descr>\(ExportWriter.escaped(task.text))</act_descr>
                    <act_to_inits>\(task.owner)</act_to_inits>
                    <act_ddue>\(task.due)</act_ddue>
                    <act_ddone>\(done ? doneOn : "")</act_ddone>
                    <act_progress>\(done ? "Done." : task.progress)</act_progress>
                  </Action>

                """
        }
        return ExportWriter.head("Actions", Trust.months[month]) + lines + "</Actions>\n"
    }

    private static func tasks(_ risks: [SampleRisk]) -> [Task] {
        var random = SplitMix64(seed: 77)
        var tasks: [Task] = []
        for risk in risks.sorted(by: { $0.id < $1.id }) {
            guard let first = risk.states.firstIndex(where: { $0 != nil }),
                let state = risk.states[first], state.pair.score >= 6, random.chance(78)
            else { continue }
            let texts = [risk.template.action, "Report progress to the directorate\u{2019}s board"]
            for (number, text) in texts.prefix(random.chance(30) ? 2 : 1).enumerated() {
                let due = Trust.months[first] + random.number(in: -40...260)
                let doneIn = random.chance(45) ? random.number(in: first...7) : nil
                tasks.append(
                    Task(
                        id: risk.id * 10 + number, risk: risk,
                        text: text.replacing("{site}", with: risk.site)
                            .replacing("{place}", with: "the locality"),
                        owner: random.chance(4) ? "" : state.owner,
                        due: random.chance(3) ? "" : due.british,
                        doneIn: doneIn.flatMap { $0 < Trust.months.count ? $0 : nil }, from: first,
                        progress: random.chance(50) ? "Under way." : ""))
            }
        }
        return tasks
    }
}

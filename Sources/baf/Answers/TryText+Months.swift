import RegisterDesk
import RegisterReports
import RiskRegister

/// A trial month by month, for a reader.
extension TryAnswer {
    /// A table and its summary for each register; nothing without a range.
    func monthsText(width: Int) -> String {
        guard let months = document.months else { return "" }
        var text = ""
        for (place, register) in months.registers.enumerated() {
            text += "\n" + head(register, reviewers[place]) + "\n\n"
            text += TextTable.text(of: months.table(place), width: width)
            text += "\n" + months.summary(place).joined(separator: "\n") + "\n"
        }
        return text
    }

    private func head(_ register: TrialMonths.Register, _ reviewers: [String]) -> String {
        let whose =
            switch (reviewers.first, reviewers.last) {
            case (let one?, let two?): one == two ? " (\(one))" : " (\(one), then \(two))"
            case (nil, _), (_, nil): ""
            }
        return
            "\(register.label)\(whose) at the last extract of each month; "
            + "kept: until step-down is agreed; decisions: wanted on the day"
    }
}

extension TrialMonths {
    fileprivate func table(_ place: Int) -> OutputTable {
        let heads = [
            "On it", "tried", "more", "Joined", "tried", "Left", "tried", "Kept", "tried",
            "Decisions", "tried",
        ]
        let rows = days.map { month in
            let counts = month.registers[place]
            return OutputTable.Row([
                .day(month.day), .number(counts.length.inForce), .number(counts.length.tried),
                .number(counts.length.difference), .number(orAbsent: counts.joined?.inForce),
                .number(orAbsent: counts.joined?.tried), .number(orAbsent: counts.left?.inForce),
                .number(orAbsent: counts.left?.tried), .number(counts.kept.inForce),
                .number(counts.kept.tried), .number(counts.decisions.inForce),
                .number(counts.decisions.tried),
            ])
        }
        return OutputTable(
            id: "months", caption: "",
            columns: [OutputTable.Column("day", "Extract", isHeader: true)]
                + heads.enumerated().map { OutputTable.Column("column\($0)", $1) },
            rows: rows)
    }

    fileprivate func summary(_ place: Int) -> [String] {
        let register = registers[place]
        guard let peak = register.peak, let mean = register.mean else { return [] }
        /// The first day on which the list was at its longest.
        func day(_ length: Int, _ side: KeyPath<TrialContent.Counts, Int>) -> String {
            days.first { $0.registers[place].length[keyPath: side] == length }?.day.inWords ?? ""
        }
        func joined(_ side: KeyPath<TrialContent.Counts, Int>) -> Int {
            days.reduce(0) { $0 + ($1.registers[place].joined?[keyPath: side] ?? 0) }
        }
        let longest =
            "longest \(peak.tried) (\(day(peak.tried, \.tried))) instead of "
            + "\(peak.inForce) (\(day(peak.inForce, \.inForce)))"
        let wavering = Count.ofAny(register.unsteady.tried, "risk")
        var lines = [
            "Mean \(mean.tried.digits) instead of \(mean.inForce.digits); \(longest).",
            "Joined \(Count.of(joined(\.tried), "time")) instead of \(joined(\.inForce)); "
                + "\(wavering) went on or off more than once, instead of "
                + "\(register.unsteady.inForce).",
        ]
        if baseline == nil {
            lines.append("The first month has no extract before it to count from.")
        }
        return lines
    }
}

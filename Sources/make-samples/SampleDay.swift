/// A day, counted from 1970-01-01, with the few ways in which exports write one.
struct SampleDay: Comparable {
    let number: Int

    init(_ number: Int) { self.number = number }

    init(_ year: Int, _ month: Int, _ day: Int) {
        // Howard Hinnant's days-from-civil: years begin in March, so that leap days come last.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        number =
            era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    static func < (left: SampleDay, right: SampleDay) -> Bool { left.number < right.number }

    static func + (day: SampleDay, days: Int) -> SampleDay { SampleDay(day.number + days) }

    var parts: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    /// "2026-06-30".
    var iso: String { "\(parts.year)-\(two(parts.month))-\(two(parts.day))" }

    /// "30/06/2026", as Datix writes it.
    var british: String { "\(two(parts.day))/\(two(parts.month))/\(parts.year)" }

    /// "Jun 2026", as people write it who know only the month.
    var monthOnly: String {
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ]
        return "\(names[parts.month - 1]) \(parts.year)"
    }

    private func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

package import RiskRegister

/// The day that a file's name says it speaks for.
///
///     DayInName.day("risks-2026-05-31.xml")        // 31 May 2026
///     DayInName.day("HLRR 30.06.26 final.xlsx")    // 30 June 2026
///     DayInName.day("Risk register May 2026.csv")  // 31 May 2026: a month's export speaks for its end
///
/// Numbers that can be two days are read day first, as people here write them.
package enum DayInName {
    /// The day, or the last of the month, that a name says; nil when it says none, or several.
    package static func day(_ name: String) -> Day? {
        let words = words(of: name)
        var found: Set<Day> = []
        var place = 0
        while place < words.count {
            let rest = words[place...]
            if let (day, length) = date(Array(rest.prefix(3))) ?? month(Array(rest.prefix(3))) {
                found.insert(day)
                place += length
            } else {
                place += 1
            }
        }
        return found.count == 1 ? found.first : nil
    }

    /// Runs of digits and runs of letters.
    private static func words(of name: String) -> [Substring] {
        var words: [Substring] = []
        var rest = name[...]
        while let first = rest.first {
            let isDigit = first.isASCII && first.isNumber
            guard isDigit || first.isLetter else {
                rest.removeFirst()
                continue
            }
            let word = rest.prefix {
                isDigit ? $0.isASCII && $0.isNumber : $0.isLetter
            }
            words.append(word)
            rest = rest[word.endIndex...]
        }
        return words
    }

    private static func date(_ words: [Substring]) -> (Day, Int)? {
        guard let first = words.first else { return nil }
        if first.count == 8, let value = Int(first) {
            let day = Day(value / 10_000, value / 100 % 100, value % 100)
            return
                (day.flatMap(plausible)
                ?? Day(value % 10_000, value / 10_000 % 100, value / 1_000_000)
                .flatMap(plausible)).map { ($0, 1) }
        }
        guard words.count == 3 else { return nil }
        let numbers = words.map { $0.count <= 4 ? Int($0) : nil }
        if first.count == 4, let year = numbers[0] {
            guard let month = numbers[1] ?? monthNumber(words[1]), let day = numbers[2],
                words[2].count <= 2
            else { return nil }
            return Day(year, month, day).flatMap(plausible).map { ($0, 3) }
        }
        guard first.count <= 2, let one = numbers[0], let year = year(words[2]) else { return nil }
        if let month = monthNumber(words[1]) {
            return Day(year, month, one).flatMap(plausible).map { ($0, 3) }
        }
        guard let two = numbers[1], words[1].count <= 2 else { return nil }
        return (Day(year, two, one) ?? Day(year, one, two)).flatMap(plausible).map { ($0, 3) }
    }

    private static func month(_ words: [Substring]) -> (Day, Int)? {
        guard let first = words.first, words.count >= 2 else { return nil }
        let second = words[1]
        if let month = monthNumber(first), let year = year(second) {
            return end(year, month).map { ($0, 2) }
        }
        guard first.count == 4, let year = year(first) else { return nil }
        if let month = monthNumber(second) { return end(year, month).map { ($0, 2) } }
        guard second.count == 2, let month = Int(second) else { return nil }
        return end(year, month).map { ($0, 2) }
    }

    private static func end(_ year: Int, _ month: Int) -> Day? {
        Day(year, month, 1).map(\.endOfMonth).flatMap(plausible)
    }

    private static func year(_ word: Substring) -> Int? {
        guard let value = Int(word) else { return nil }
        return word.count == 4 ? value : word.count == 2 ? 2_000 + value : nil
    }

    private static func plausible(_ day: Day) -> Day? {
        let earliest = Day(1990, 1, 1) ?? day
        let latest = Day(2099, 12, 31) ?? day
        return (earliest...latest).contains(day) ? day : nil
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december",
    ]

    private static func monthNumber(_ word: Substring) -> Int? {
        let word = word.lowercased()
        guard word.count >= 3 else { return nil }
        // "Sept" is written too; "mar" of "margin" is no month, so only whole and short names count.
        return months.firstIndex { name in
            word == name || word == name.prefix(3) || (word == "sept" && name == "september")
        }.map { $0 + 1 }
    }
}

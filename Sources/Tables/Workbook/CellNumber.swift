/// The numbers of a workbook's cells, as text.
enum CellNumber {
    /// A stored number in plain digits: 16, not 16.0; 0.1, not 1E-1; as short as reads back to the same number.
    ///
    /// Nil when it is none.
    static func digits(_ stored: String) -> String? {
        if isWhole(stored) { return stored }
        let text = trimmed(stored)
        // Letters would let "nan", "infinity" and "0x10" in.
        guard text.utf8.allSatisfy({ isDigit($0) || "+-.eE".utf8.contains($0) }),
            let number = Double(text), number.isFinite
        else { return nil }
        return plain(number)
    }

    /// The number of a stored text.
    static func double(_ stored: String) -> Double? {
        digits(stored).flatMap { Double($0) }
    }

    /// Whole and short, as nearly every number of a register is: nothing needs to be worked out.
    private static func isWhole(_ text: String) -> Bool {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        guard let first = rest.first, rest.count <= 15, rest.allSatisfy(isDigit) else {
            return false
        }
        return first != UInt8(ascii: "0") || (rest.count == 1 && rest.count == text.utf8.count)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// Without the white space that writers put around values.
    static func trimmed(_ text: String) -> String {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        guard text.utf8.first.map(isSpace) == true || text.utf8.last.map(isSpace) == true else {
            return text
        }
        var rest = text.utf8.drop(while: isSpace)
        while let last = rest.last, isSpace(last) { rest.removeLast() }
        return String(Substring(rest))
    }

    /// A number without an exponent, unless that would be longer than forty digits.
    private static func plain(_ number: Double) -> String {
        let shortest = "\(number == 0 ? 0 : number)"
        let parts = shortest.split(separator: "e")
        let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
        let sign = parts[0].hasPrefix("-") ? "-" : ""
        let mantissa = parts[0].drop { $0 == "-" }.split(separator: ".")
        let whole = String(mantissa[0])
        let fraction = mantissa.count == 2 && mantissa[1] != "0" ? String(mantissa[1]) : ""
        guard exponent.magnitude <= 40 else {
            return "\(sign)\(whole)\(fraction.isEmpty ? "" : ".")\(fraction)E\(exponent)"
        }
        let point = whole.count + exponent
        let all = whole + fraction
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + all }
        if point >= all.count {
            return sign + all + String(repeating: "0", count: point - all.count)
        }
        return sign + all.prefix(point) + "." + all.dropFirst(point)
    }
}

/// The days and times that a workbook keeps as numbers.
///
/// The days of 1900 are counted from 1, with a 29 February that never was (60), for the sake of a program of 1983;
/// those of workbooks of old Macs from 0 on 1 January 1904.
struct SerialDays: Sendable {
    /// The workbook counts from 1904.
    var is1904 = false

    /// A number as a day, with its time when it has one: 46203.5 is 2026-06-30T12:00:00.
    ///
    /// Nil when spreadsheets show
    /// no day for it either.
    ///
    /// 0 is the "00/01/1900" that Excel shows for it, the day before 1 January 1900: 1899-12-31. 60 is the day that
    /// never was, and is given as that: what reads days will not take it for one.
    func day(_ serial: Double) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        var seconds = Int((serial * 86_400).rounded())
        if is1904 { seconds += 1_462 * 86_400 }
        let (number, time) = (seconds / 86_400, seconds % 86_400)
        guard number <= 2_958_465 else { return nil }
        let day =
            number == 60 && !is1904
            ? "1900-02-29" : Self.isoDay(number < 60 && !is1904 ? number + 1 : number)
        return time == 0 ? day : "\(day)T\(Self.clock(time))"
    }

    /// A number under a format of times: 0.5 is 12:00:00, and what has a day too is given with it.
    func time(_ serial: Double) -> String? {
        guard serial >= 0, serial < 1 else { return day(serial) }
        let seconds = Int((serial * 86_400).rounded())
        return seconds == 86_400 ? day(1) : Self.clock(seconds)
    }

    /// A day that a file writes in ISO 8601 already, without a time that is none: 2026-06-30T00:00:00.000 is
    /// 2026-06-30.
    static func iso(_ text: String) -> String {
        let trimmed = CellNumber.trimmed(text)
        let zoneless = trimmed.hasSuffix("Z") ? String(trimmed.dropLast()) : trimmed
        let parts = zoneless.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return zoneless }
        if parts[1].allSatisfy({ "0:.".contains($0) }) { return String(parts[0]) }
        return "\(parts[0])T\(parts[1].prefix { $0 != "." })"
    }

    private static func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3_600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The day of a number counted so that 25569 is 1 January 1970.
    ///
    /// Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day comes last.
    private static func isoDay(_ number: Int) -> String {
        let shifted = number - 25_569 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        let digits = String(year)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            + "-\(two(month))-\(two(day))"
    }
}

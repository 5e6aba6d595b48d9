import RiskRegister
import Testing

@testable import Intake

/// A date field's text and what it says, day first unless said.
struct DateCase: CustomTestStringConvertible, Sendable {
    let text: String
    let date: String?
    let isOdd: Bool
    let order: SourceMapping.DateOrder
    var testDescription: String { text }

    init(
        _ text: String, _ date: String?, odd: Bool = false,
        _ order: SourceMapping.DateOrder = .dayFirst
    ) {
        (self.text, self.date, isOdd, self.order) = (text, date, odd, order)
    }

    static let days: [DateCase] = [
        DateCase("04/05/2026", "2026-05-04"),
        DateCase("04/05/2026", "2026-04-05", .monthFirst),
        DateCase("4/5/26", "2026-05-04"),
        DateCase("30.06.2026", "2026-06-30"),
        DateCase("30-06-2026", "2026-06-30"),
        DateCase("30 06 2026", "2026-06-30"),
        DateCase("30/06/2026 00:00:00", "2026-06-30"),
        DateCase("06/30/2026 12:00:00 AM", "2026-06-30", .monthFirst),
        DateCase("2026-06-30", "2026-06-30"),
        DateCase("2026-06-30", "2026-06-30", .monthFirst),
        DateCase("2026/6/3", "2026-06-03"),
        DateCase("2026-06-30T23:30:00", "2026-06-30"),
        DateCase("2026-06-30T23:30:00.000+01:00", "2026-06-30"),
        DateCase("2026-06-30 10:15", "2026-06-30"),
        DateCase("2026-06-30Z", "2026-06-30"),
        DateCase("20260630", "2026-06-30"),
        DateCase("30-Jun-26", "2026-06-30"),
        DateCase("30-JUN-2026", "2026-06-30"),
        DateCase("30 June 2026", "2026-06-30"),
        DateCase("1st Sept 2026", "2026-09-01"),
        DateCase("Tuesday 30 June 2026", "2026-06-30"),
        DateCase("Tue, 30 Jun 2026", "2026-06-30"),
        DateCase("June 30, 2026", "2026-06-30"),
        DateCase("Jun 30 2026 12:00AM", "2026-06-30"),
        DateCase("  30/06/2026\r\n", "2026-06-30"),
        DateCase("29/02/2024", "2024-02-29"),
        DateCase("31/12/79", "2079-12-31"),
        DateCase("01/01/80", "1980-01-01"),
    ]

    static let odd: [DateCase] = [
        // Months stay months.
        DateCase("Apr-16", "2016-04", odd: true),
        DateCase("March 16", "2016-03", odd: true),
        DateCase("July 2016", "2016-07", odd: true),
        DateCase("04/2019", "2019-04", odd: true),
        DateCase("2019-04", "2019-04", odd: true),
        DateCase("Sept 2026", "2026-09", odd: true),
        // Sentinels are no dates.
        DateCase("01/01/1900", nil, odd: true),
        DateCase("1900-01-01T00:00:00", nil, odd: true),
        DateCase("30/12/1899", nil, odd: true),
        DateCase("0001-01-01", nil, odd: true),
        // Far in the future: used, and looked at.
        DateCase("31/12/2099", "2099-12-31", odd: true),
        DateCase("9999-12-31", "9999-12-31", odd: true),
        // Never read in the other order, cell by cell.
        DateCase("04/25/2026", nil, odd: true),
        DateCase("25/04/2026", nil, odd: true, .monthFirst),
        DateCase("31/02/2026", nil, odd: true),
        DateCase("29/02/2026", nil, odd: true),
        DateCase("00/06/2026", nil, odd: true),
        DateCase("2026-13-01", nil, odd: true),
        // Years of plans, halves, words.
        DateCase("2018/19", nil, odd: true),
        DateCase("2026", nil, odd: true),
        DateCase("Q1 2026", nil, odd: true),
        DateCase("TBC", nil, odd: true),
        DateCase("ongoing", nil, odd: true),
        DateCase("30/06/2026 (overdue)", nil, odd: true),
        DateCase("30/06-2026", nil, odd: true),
        DateCase("46203", nil, odd: true),
        DateCase("99999999999999999999/1/1", nil, odd: true),
    ]
}

struct DateTextTests {
    @Test("A day is read in the forms that registers use", arguments: DateCase.days + DateCase.odd)
    func reads(_ one: DateCase) {
        let found = DateText(one.text, order: one.order)
        #expect(found.date?.description == one.date)
        #expect(found.isOdd == one.isOdd)
    }
}

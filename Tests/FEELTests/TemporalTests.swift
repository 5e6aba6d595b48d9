import FEEL
import Testing

@Suite struct TemporalTests {
    init() { TestZones.install() }

    // MARK: Text

    @Test(arguments: [
        "2017-01-05", "-2017-12-31", "0000-01-01", "0999-12-31", "12345-01-01", "2024-02-29",
        "-999999999-01-01", "999999999-12-31", "2000-02-29", "1900-02-28",
    ])
    func `A date prints as it was read`(text: String) throws {
        #expect(try #require(CalendarDate(text)).description == text)
    }

    @Test(arguments: [
        "", "2017", "2017-1-05", "2017-01-5", "998-12-31", "+2012-12-02", "02017-01-01",
        "2017-13-01", "2017-00-01", "2017-01-00", "2017-01-32", "2023-02-29", "1900-02-29",
        "2017-01-01Z", "2017-01-01T", "2017/01/01", "1000000000-01-01", "2017-01-01 ",
        "99999999999999999999-01-01", "2017-01-0٣",
    ])
    func `Other texts are not dates`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test(arguments: [
        ("00:00:00", "00:00:00"), ("23:59:59.999999999", "23:59:59.999999999"),
        ("11:22:33.5000", "11:22:33.5"), ("11:22:33.000", "11:22:33"),
        ("11:22:33.05", "11:22:33.05"), ("11:22:33.1234567890", "11:22:33.123456789"),
        ("13:20:00Z", "13:20:00Z"), ("13:20:00+00:00", "13:20:00Z"),
        ("13:20:00-00:00", "13:20:00Z"), ("13:20:00+02:00", "13:20:00+02:00"),
        ("13:20:00-14:00", "13:20:00-14:00"), ("13:20:00+02:45:55", "13:20:00+02:45:55"),
        ("13:20:00.5@Test/London", "13:20:00.5@Test/London"),
    ])
    func `A time prints in one form`(text: String, expected: String) throws {
        let time = try #require(TimeOfDay(text))
        #expect(time.description == expected)
        #expect(TimeOfDay(expected) == time)
    }

    @Test(arguments: [
        "", "7:20", "07:2", "07:20", "07:1:00", "07:01:2", "24:00:00", "24:00:01", "25:00:00",
        "00:60:00", "00:00:60", "13:20:00+14:01", "13:20:00-19:00", "13:20:00+5:00",
        "13:20:00+5", "13:20:00+05:0", "13:20:00+05:60", "13:20:00z", "13:20:00ZZ", "13:20:00T",
        "13:20:00.", "13:20:00.1234567891", "13:20:00@", "13:20:00@No/Where",
        "13:20:00@../London", "13:20:00@Test//London", "13:20:00+01:00@Test/London", "-13:20:00",
    ])
    func `Other texts are not times`(text: String) {
        #expect(TimeOfDay(text) == nil)
        #expect(DateAndTime("2017-12-31T" + text) == nil || text.hasPrefix("24:00:00"))
    }

    @Test(arguments: [
        ("2017-12-31T11:22:33", "2017-12-31T11:22:33"),
        ("-2017-12-31T11:22:33.456+01:35", "-2017-12-31T11:22:33.456+01:35"),
        ("2017-12-31T24:00:00", "2018-01-01T00:00:00"),
        ("2017-12-31T24:00:00.00Z", "2018-01-01T00:00:00Z"),
        ("2011-12-31T10:15:30.5@Test/London", "2011-12-31T10:15:30.5@Test/London"),
        ("-999999999-12-31T23:59:59.999999999+02:00", "-999999999-12-31T23:59:59.999999999+02:00"),
        ("999999999-12-31T24:00:00", nil), ("2017-12-31T24:00:01", nil),
        ("2017-12-31T24:00:00.1", nil), ("2017-12-31t11:22:33", nil),
        ("2017-12-31 11:22:33", nil), ("2017-12-31", nil), ("11:22:33", nil),
        ("2017-02-29T11:22:33", nil),
    ])
    func `A date and time is read, or refused`(text: String, expected: String?) {
        #expect(DateAndTime(text)?.description == expected)
    }

    // MARK: The calendar

    @Test func `Days follow each other through 440 years and across year 0`() throws {
        var date = try #require(CalendarDate(year: -20, month: 1, day: 1))
        var weekday = date.weekday
        while date.year < 420 {
            let next = try #require(date.adding(days: 1))
            let (a, b) = (date.parts, next.parts)
            let sameMonth = a.year == b.year && a.month == b.month && a.day + 1 == b.day
            let newMonth = b.day == 1 && (a.month % 12) + 1 == b.month && a.day >= 28
            #expect(sameMonth || newMonth)
            #expect(next.weekday == weekday % 7 + 1)
            #expect(next.dayOfYear == (b.month == 1 && b.day == 1 ? 1 : date.dayOfYear + 1))
            // The week changes on Mondays, and 4 January is in week 1.
            #expect((next.weekOfYear == date.weekOfYear) == (next.weekday != 1))
            if b.month == 1 && b.day == 4 { #expect(next.weekOfYear == 1) }
            #expect(CalendarDate(year: b.year, month: b.month, day: b.day) == next)
            (date, weekday) = (next, next.weekday)
        }
    }

    @Test(arguments: [
        ("1970-01-01", 0, 4, 1), ("2005-01-01", 12784, 6, 53), ("2010-01-01", 14610, 5, 53),
        ("2003-12-29", 12415, 1, 1), ("2026-12-31", 20818, 4, 53), ("0000-03-01", -719468, 3, 9),
    ])
    func `Known days`(text: String, epochDay: Int64, weekday: Int, week: Int) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.epochDay == epochDay)
        #expect(date.weekday == weekday)
        #expect(date.weekOfYear == week)
        #expect(CalendarDate(epochDay: epochDay) == date)
    }

    @Test(arguments: [
        ("2024-01-31", 1, "2024-02-29"), ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -13, "2022-12-15"),
        ("0000-01-31", -1, "-0001-12-31"), ("999999999-12-01", 1, nil),
        ("-999999999-01-01", -1, nil), ("2024-01-01", Int64.max, nil), ("2024-01-01", .min, nil),
    ])
    func `Months keep the day or take the last`(
        text: String, months: Int64, expected: String?
    ) throws {
        let date = try #require(CalendarDate(text))
        #expect(date.adding(YearsDuration(months: months))?.description == expected)
    }

    @Test func `The calendar ends`() throws {
        let last = try #require(CalendarDate("999999999-12-31"))
        let first = try #require(CalendarDate("-999999999-01-01"))
        #expect(last.adding(days: 1) == nil)
        #expect(first.adding(days: -1) == nil)
        #expect(last.adding(days: .max) == nil)
        #expect(CalendarDate(epochDay: .max) == nil)
        #expect(first.adding(days: last.epochDay - first.epochDay) == last)
        #expect(last.subtracting(first).description == "P730484999633D")
    }

    // MARK: Arithmetic

    @Test(arguments: [
        ("2021-01-01", "PT36H", "2021-01-02"), ("2021-01-02", "-PT1S", "2021-01-01"),
        ("2021-01-02", "-PT25H", "2020-12-31"), ("2021-01-02", "PT1H", "2021-01-02"),
        ("2020-03-01", "-P1D", "2020-02-29"), ("2021-01-02", "-PT0.000000001S", "2021-01-01"),
    ])
    func `A date plus time counts from midnight`(
        text: String, duration: String, expected: String
    ) throws {
        let date = try #require(CalendarDate(text))
        let duration = try #require(DaysDuration(duration))
        #expect(date.adding(duration)?.description == expected)
    }

    @Test(arguments: [
        ("10:15:00", "PT1H", "11:15:00"), ("10:15:00@Test/London", "-P1D", "10:15:00@Test/London"),
        ("23:30:00+11:00", "PT1H", "00:30:00+11:00"), ("00:00:00Z", "-PT0.5S", "23:59:59.5Z"),
        ("12:00:00", "P300000000000DT1S", "12:00:01"),
    ])
    func `A time plus a duration goes round midnight`(
        text: String, duration: String, expected: String
    ) throws {
        let time = try #require(TimeOfDay(text))
        #expect(time.adding(try #require(DaysDuration(duration))).description == expected)
    }

    @Test(arguments: [
        ("2021-01-12T10:10:10", "P1DT1H", "2021-01-13T11:10:10"),
        ("2021-01-01T00:00:00", "-PT0.25S", "2020-12-31T23:59:59.75"),
        ("-2021-01-01T10:10:10+11:00", "-P1D", "-2022-12-31T10:10:10+11:00"),
        ("2026-03-29T00:30:00@Test/London", "PT1H", "2026-03-29T02:30:00@Test/London"),
        ("2026-10-25T01:30:00@Test/London", "PT1H", "2026-10-25T01:30:00@Test/London"),
        ("999999999-12-31T23:59:59", "PT1S", nil),
        ("2021-01-12T10:10:10", "P99999999999999D", nil),
    ])
    func `A date and time plus a duration is an instant`(
        text: String, duration: String, expected: String?
    ) throws {
        let start = try #require(DateAndTime(text))
        #expect(start.adding(try #require(DaysDuration(duration)))?.description == expected)
    }

    @Test(arguments: [
        ("2021-01-02T10:10:10", "2021-01-01T10:10:10", "P1D"),
        ("2021-01-02T10:10:10@Test/London", "2021-01-01T10:10:10+06:00", "P1DT6H"),
        ("2026-10-25T12:00:00@Test/London", "2026-10-24T12:00:00@Test/London", "P1DT1H"),
        ("2021-01-02T10:10:10Z", "2021-01-02T10:10:10.5Z", "-PT0.5S"),
        ("2021-01-02T10:10:10+01:00", "2021-01-01T00:00:00Z", "P1DT9H10M10S"),
        ("2021-01-02T10:10:10Z", "2021-01-01T10:10:10", nil),
        ("2021-01-02T10:10:10", "2021-01-01T10:10:10@Test/London", nil),
    ])
    func `Date and times subtract and compare as instants`(
        left: String, right: String, expected: String?
    ) throws {
        let (left, right) = (try #require(DateAndTime(left)), try #require(DateAndTime(right)))
        let difference = left.subtracting(right)
        #expect(difference?.description == expected)
        #expect(right.subtracting(left) == difference?.negated)
        #expect(left.compare(right) == difference.map { $0.isNegative ? .ascending : .descending })
        #expect(left.compare(left) == .same)
    }

    @Test(arguments: [
        ("10:10:10", "09:10:10", "PT1H"), ("10:10:10+11:00", "11:10:10+11:00", "-PT1H"),
        ("20:00:50Z", "21:00:50+01:00", "PT0S"),
        ("23:00:50@Test/London", "22:00:50@Test/London", "PT1H"), ("10:10:10", "10:10:10Z", nil),
        ("10:10:10@Test/London", "10:10:10Z", nil), ("10:10:10@Test/Fixed", "10:10:10Z", "-PT3H"),
    ])
    func `Times subtract and compare where their zones allow`(
        left: String, right: String, expected: String?
    ) throws {
        let (left, right) = (try #require(TimeOfDay(left)), try #require(TimeOfDay(right)))
        #expect(left.subtracting(right)?.description == expected)
        #expect((left.compare(right) == nil) == (expected == nil))
        #expect((left.compare(right) == .same) == (expected == "PT0S"))
    }

    @Test func `A date meets a date and time at midnight UTC`() throws {
        let date = try #require(CalendarDate("2021-01-02"))
        #expect(date.startOfDay.description == "2021-01-02T00:00:00Z")
    }
}

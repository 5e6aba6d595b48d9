import FEEL
import Testing

@Suite struct DurationTests {
    @Test(arguments: [
        ("PT2H", "PT2H"), ("P1DT2H3M4.123456789S", "P1DT2H3M4.123456789S"), ("PT0.000S", "PT0S"),
        ("P0D", "PT0S"), ("-PT0S", "PT0S"), ("PT1000M", "PT16H40M"), ("PT24H", "P1D"),
        ("PT1000M0.999999999S", "PT16H40M0.999999999S"), ("-PT90S", "-PT1M30S"),
        ("-PT0.5S", "-PT0.5S"), ("-P1DT0.25S", "-P1DT0.25S"), ("PT1.0S", "PT1S"),
        ("P106751991167300DT15H30M7.5S", "P106751991167300DT15H30M7.5S"),
        ("-P106751991167300DT15H30M8S", "-P106751991167300DT15H30M8S"), ("PT1.S", "PT1S"),
    ])
    func `Days and time print in one form`(text: String, expected: String) throws {
        let duration = try #require(DaysDuration(text))
        #expect(duration.description == expected)
        #expect(DaysDuration(expected) == duration)
    }

    @Test(arguments: [
        "", "P", "PT", "P0", "1D", "P1H", "P1S", "P1DT", "PT1D", "PT1M1H", "PT1H1H", "PT1.5M",
        "PT.5S", "P1.5D", "P-1D", "--P1D", "+P1D", "P1D ", "p1d", "P1Y", "P1M", "P1DT1H1",
        "PT0.1234567891S", "P106751991167301D", "P9999999999999999999D",
    ])
    func `Other texts are not days and time`(text: String) {
        #expect(DaysDuration(text) == nil)
    }

    @Test(arguments: [
        ("P1Y2M", "P1Y2M"), ("P26M", "P2Y2M"), ("-P100M", "-P8Y4M"), ("P0Y", "P0M"),
        ("P1Y0M", "P1Y"), ("-P0M", "P0M"), ("P999999999M", "P83333333Y3M"),
        ("-P99999999Y", "-P99999999Y"), ("P768614336404564650Y7M", "P768614336404564650Y7M"),
    ])
    func `Years and months print in one form`(text: String, expected: String) throws {
        let duration = try #require(YearsDuration(text))
        #expect(duration.description == expected)
        #expect(YearsDuration(expected) == duration)
    }

    @Test(arguments: [
        "", "P", "P1", "P1M1Y", "P1Y1", "P1D", "PT1M", "P1.5Y", "P1Y1M1D", "P-1Y", "p1y",
        "P768614336404564650Y8M", "P9999999999999999999Y",
    ])
    func `Other texts are not years and months`(text: String) {
        #expect(YearsDuration(text) == nil)
    }

    @Test(arguments: [
        ("2011-12-22", "2013-08-24", "P1Y8M"), ("2013-08-24", "2011-12-22", "-P1Y8M"),
        ("2016-01-01", "2016-01-01", "P0M"), ("2016-09-30", "2017-12-28", "P1Y2M"),
        ("-2016-01-30", "-2017-02-28", "-P11M"), ("2014-12-31", "-2019-10-01", "-P4033Y2M"),
        ("2017-01-31", "2017-02-28", "P0M"), ("2017-02-28", "2017-01-31", "P0M"),
    ])
    func `Whole months lie between two dates`(from: String, to: String, expected: String) throws {
        let duration = YearsDuration(
            from: try #require(CalendarDate(from)), to: try #require(CalendarDate(to)))
        #expect(duration.description == expected)
    }

    @Test(arguments: [
        ("PT23H", "2.5", "P2DT9H30M"), ("P1D", "0", "PT0S"), ("P1D", "-10", "-P10D"),
        ("PT0.000000001S", "0.9", "PT0S"), ("-PT0.000000001S", "1.9", "-PT0.000000001S"),
        ("P1D", "1e20", nil), ("P1D", "1e6144", nil),
    ])
    func `Days and time multiply`(text: String, factor: String, expected: String?) throws {
        let (duration, factor) = (
            try #require(DaysDuration(text)), try #require(Decimal128(factor))
        )
        #expect(duration.multiplied(by: factor)?.description == expected)
    }

    @Test(arguments: [
        ("P1Y11M", "-2.5", "-P4Y9M"), ("P2M", "1.5", "P3M"), ("P1M", "26", "P2Y2M"),
        ("P1M", "1e19", nil),
    ])
    func `Years and months multiply`(text: String, factor: String, expected: String?) throws {
        let duration = try #require(YearsDuration(text))
        #expect(duration.multiplied(by: try #require(Decimal128(factor)))?.description == expected)
    }

    @Test func `Durations divide by numbers and by each other`() throws {
        let (ten, five) = (try #require(DaysDuration("P10D")), try #require(DaysDuration("P5D")))
        #expect(ten.divided(by: 10)?.description == "P1D")
        #expect(ten.divided(by: 0) as DaysDuration? == nil)
        #expect(ten.divided(by: five) == 2)
        #expect(five.divided(by: ten)?.description == "0.5")
        #expect(ten.divided(by: DaysDuration(wholeSeconds: 0)) == nil)
        let years = try #require(YearsDuration("P10Y11M"))
        #expect(years.divided(by: try #require(Decimal128("-2.5")))?.description == "-P4Y4M")
        #expect(years.divided(by: 0) as YearsDuration? == nil)
        #expect(years.divided(by: YearsDuration(months: 131)) == 1)
        #expect(years.divided(by: YearsDuration(months: 0)) == nil)
    }

    @Test func `Durations add, subtract and turn round, up to their limits`() throws {
        let (day, hour) = (try #require(DaysDuration("P1D")), try #require(DaysDuration("PT2H")))
        #expect(day.subtracting(hour)?.description == "PT22H")
        #expect(day.negated?.subtracting(hour)?.description == "-P1DT2H")
        #expect(day.adding(hour)?.description == "P1DT2H")
        #expect(hour < day)
        #expect(try #require(day.negated) < hour)
        let longest = DaysDuration(wholeSeconds: .max)
        #expect(longest.adding(day) == nil)
        #expect(DaysDuration(wholeSeconds: .min).negated == nil)
        #expect(DaysDuration(wholeSeconds: .min).magnitude == nil)
        #expect(longest.negated?.magnitude == longest)
        let months = YearsDuration(months: .max)
        #expect(months.adding(YearsDuration(months: 1)) == nil)
        #expect(YearsDuration(months: .min).negated == nil)
        #expect(
            months.subtracting(YearsDuration(months: 1))?.adding(YearsDuration(months: 1)) == months
        )
    }

    @Test func `The parts of a negative duration are negative`() throws {
        let duration = try #require(DaysDuration("-P1DT2H3M4.5S"))
        #expect(duration.dayPart == -1)
        #expect(duration.hourPart == -2)
        #expect(duration.minutePart == -3)
        #expect(duration.secondPart == -4)
        #expect(duration.nanosecondPart == -500_000_000)
        let months = try #require(YearsDuration("-P1Y2M"))
        #expect(months.yearPart == -1)
        #expect(months.monthPart == -2)
    }
}

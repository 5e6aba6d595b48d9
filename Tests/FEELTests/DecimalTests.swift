import Testing

@testable import FEEL

@Suite struct DecimalTests {
    @Test func `A third times three is all nines`() throws {
        let third = try #require(Decimal128(1).divided(by: 3))
        #expect(third.description == "0.3333333333333333333333333333333333")
        #expect(third.multiplied(by: 3)?.description == "0.9999999999999999999999999999999999")
        #expect(Decimal128("1.0") == 1)
        #expect(Decimal128(2).squareRoot?.description == "1.414213562373095048801688724209698")
        #expect(DaysDuration("PT1000M")?.description == "PT16H40M")
        #expect(CalendarDate("2024-02-29")?.adding(months: 12)?.description == "2025-02-28")
        print(
            MemoryLayout<Decimal128>.size, MemoryLayout<Zone?>.size, MemoryLayout<TimeOfDay>.size,
            MemoryLayout<DateAndTime>.size)
    }
}

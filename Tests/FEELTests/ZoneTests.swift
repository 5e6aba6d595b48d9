import Testing

@testable import FEEL

@Suite struct ZoneTests {
    init() { TestZones.install() }

    @Test(arguments: [
        ("Test/London", "1900-01-01T00:00:00", -75), ("Test/London", "1970-01-01T00:00:00", 0),
        ("Test/London", "2026-03-29T00:59:59", 0), ("Test/London", "2026-03-29T02:00:00", 3600),
        // Skipped by the clocks: the offset from before; shown twice: the first.
        ("Test/London", "2026-03-29T01:30:00", 0), ("Test/London", "2026-10-25T01:30:00", 3600),
        ("Test/London", "2026-10-25T02:00:00", 0), ("Test/London", "2026-07-01T12:00:00", 3600),
        ("Test/London", "9999-07-01T12:00:00", 3600),
        ("Test/London", "-999999999-01-01T00:00:00", -75),
        ("Test/London", "999999999-12-31T23:59:59", 0),
        ("Test/South", "2026-01-01T00:00:00", 39600), ("Test/South", "2026-07-01T00:00:00", 36000),
        ("Test/South", "2026-04-05T02:30:00", 39600), ("Test/South", "2026-04-05T03:00:00", 36000),
        ("Test/South", "2026-10-04T03:00:00", 39600), ("Test/Fixed", "2026-01-01T00:00:00", 10800),
        ("Test/Table", "1969-12-31T23:59:59", 0), ("Test/Table", "1970-01-01T01:00:00", 3600),
        ("Test/Table", "2026-01-01T00:00:00", 0),
        // Day 60 without leap days is 1 March; day 300 with them, from 0, is 27 October in 2024.
        ("Test/Julian", "2024-02-29T23:59:59", 0), ("Test/Julian", "2024-03-01T01:00:00", 3600),
        ("Test/Julian", "2024-10-26T22:29:59", 3600), ("Test/Julian", "2024-10-26T22:30:00", 0),
    ])
    func `A zone has the offset of the date`(zone: String, local: String, expected: Int) throws {
        let time = try #require(DateAndTime(local + "@" + zone))
        #expect(time.offsetSeconds == expected)
        #expect(time.zone?.name == zone)
    }

    @Test func `Only a zone that never changes has an offset without a date`() throws {
        #expect(TimeOfDay("10:00:00@Test/Fixed")?.offsetSeconds == 10800)
        #expect(TimeOfDay("10:00:00@Test/London")?.offsetSeconds == nil)
        #expect(TimeOfDay("10:00:00@Test/Table")?.offsetSeconds == nil)
        #expect(TimeOfDay("10:00:00-01:30")?.offsetSeconds == -5400)
        #expect(TimeOfDay("10:00:00")?.offsetSeconds == nil)
    }

    @Test(arguments: [
        "", "X", "GMT", "GMT0BST", "GMT0BST,M3.5.0", "GMT0BST,M13.5.0,M10.5.0",
        "GMT0BST,M3.6.0,M10.5.0", "GMT0BST,M3.5.7,M10.5.0", "GMT0BST,J0,J60", "GMT0BST,366,60",
        "GMT200", "<+03-3", "GMT0BST,M3.5.0/1,M10.5.0,", "GMT0:60",
    ])
    func `A rule that is not in the form is refused`(text: String) {
        #expect(ZoneRule(text) == nil)
    }

    @Test func `A damaged zone file is refused, wherever it is cut`() throws {
        let whole = TestZones.file(
            transitions: [(0, 1), (1_000_000, 0)], offsets: [0, 3600],
            rule: "GMT0BST,M3.5.0/1,M10.5.0")
        #expect(ZoneTable(name: "A", bytes: whole) != nil)
        for count in 0..<whole.count {
            #expect(ZoneTable(name: "A", bytes: Array(whole.prefix(count))) == nil)
        }
        for index in whole.indices {
            // It may still be a zone; it must not trap.
            var damaged = whole
            damaged[index] = 255
            _ = ZoneTable(name: "A", bytes: damaged)?.offsetSeconds(atLocal: 500_000)
        }
        #expect(
            ZoneTable(
                name: "A", bytes: TestZones.file(transitions: [(0, 2)], offsets: [0], rule: ""))
                == nil)
        let backwards = TestZones.file(transitions: [(5, 0), (4, 0)], offsets: [0], rule: "")
        #expect(ZoneTable(name: "A", bytes: backwards) == nil)
        #expect(TimeZones.table(named: "Test/Broken") == nil)
    }
}

import FEEL
import Testing

@Suite struct BuiltinTests {
    /// The names that DMN 1.5, 10.3.4, defines.
    static let names = """
        date, time, date and time, duration, years and months duration, number, string, not,
        substring, string length, upper case, lower case, substring before, substring after,
        replace, contains, starts with, ends with, matches, split, string join, list contains,
        list replace, count, min, max, sum, mean, all, any, sublist, append, concatenate,
        insert before, remove, reverse, index of, union, distinct values, flatten, product,
        median, stddev, mode, decimal, floor, ceiling, round up, round down, round half up,
        round half down, abs, modulo, sqrt, log, exp, odd, even, day of year, day of week,
        month of year, week of year, before, after, meets, met by, overlaps, overlaps before,
        overlaps after, finishes, finished by, includes, during, starts, started by, coincides,
        range, get value, get entries, context, context put, context merge, sort, is, now, today
        """.split(separator: ",").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

    @Test func `All of the standard's functions are there`() throws {
        #expect(BuiltinTests.names.count == 86)
        for name in BuiltinTests.names {
            let value = try Expression("{f: \(name)}.f").evaluate().value
            guard case .function(let function) = value else {
                Issue.record("\(name) is \(value)")
                continue
            }
            #expect(function.name == name)
        }
    }

    @Test(arguments: names)
    func `A call with nothing, nulls or nonsense is null and never a crash`(name: String) throws {
        let nonsense = [
            "", "null", "null, null", "{}, {}", "\"\", -1, {}", "[[]], [[]]", "nope: 1",
        ]
        for arguments in nonsense {
            let evaluation = try Expression("\(name)(\(arguments))").evaluate()
            guard evaluation.value.isNull else { continue }
            let isQuiet = evaluation.warnings.isEmpty
            // What is null without a warning was given null, or nothing to choose from.
            #expect(!isQuiet || arguments.contains("null") || arguments.contains("[[]]"))
        }
    }
}

import Foundation
import Glibc

/// What a run of a program took.
struct Measure {
    /// Wall time in seconds.
    var seconds: Double
    /// Processor time of the program itself, in seconds.
    var user: Double
    /// Peak memory in MB.
    var megabytes: Double
}

/// Runs a program and gives what it took.
func measured(_ arguments: [String], environment: [String: String] = [:]) -> Measure {
    let begin = DispatchTime.now().uptimeNanoseconds
    let child = fork_exec(arguments, environment)
    var status: Int32 = 0
    var usage = rusage()
    wait4(child, &status, 0, &usage)
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - begin) / 1e9
    guard status == 0 else {
        print("failed (\(status >> 8)): \(arguments.joined(separator: " "))")
        exit(1)
    }
    return Measure(
        seconds: seconds,
        user: Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6,
        megabytes: Double(usage.ru_maxrss) / 1024)
}

func fork_exec(_ arguments: [String], _ environment: [String: String]) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    var pairs: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    var child: pid_t = 0
    guard let program = words[0],
        posix_spawnp(&child, program, &actions, nil, &words, &pairs) == 0
    else {
        print("cannot run \(arguments[0])")
        exit(1)
    }
    return child
}

func row(
    _ name: String, _ result: Measure, risks: Int, megabytes: Double
) {
    let rate = Int(Double(risks) / result.seconds)
    print(
        String(
            format: "%-34@ %8.2f s %8d risks/s %7.1f MB/s %7.0f MB peak", name as NSString,
            result.seconds, rate, megabytes / result.seconds, result.megabytes))
}

let arguments = CommandLine.arguments
if arguments.count >= 3, arguments[1] == "questions" {
    try askQuestions(baf: arguments[2], keeping: arguments.count > 3 ? arguments[3] : nil)
    exit(0)
}
guard arguments.count >= 3, let risks = Int(arguments[2]) else {
    print("usage: bench BAF RISKS [RULES] | bench questions BAF [FOLDER]")
    exit(64)
}
let baf = arguments[1]
let rules = arguments.count > 3 ? arguments[3] : "Rules/hct"
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("baf-bench-\(getpid())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }
let export = folder.appendingPathComponent("export.xml").path
var writer = ExportWriter()
try writer.write(risks: risks, to: export)
let size = (try FileManager.default.attributesOfItem(atPath: export)[.size] as? Int) ?? 0
let megabytes = Double(size) / 1e6
print("\(risks) risks, \(String(format: "%.0f", megabytes)) MB of XML")
_ = measured(["cat", export])
let peer = measured(["xmllint", "--sax", "--noout", export])
row("xmllint --sax --noout", peer, risks: risks, megabytes: megabytes)
let register = folder.appendingPathComponent("register.sqlite").path
let environment = ["BAF_REGISTER": register, "BAF_RULES": rules]
let first = measured([baf, "import", "--quiet", export], environment: environment)
row("baf import", first, risks: risks, megabytes: megabytes)
let again = measured(
    [baf, "import", "--quiet", export, "--as-at", "2026-07-31"], environment: environment)
row("baf import, unchanged, next month", again, risks: risks, megabytes: megabytes)
let question = measured([baf, "risks", "--on", "BAF", "-o", "json"], environment: environment)
row("baf risks --on BAF", question, risks: risks, megabytes: megabytes)
print(
    String(
        format: "ratios to xmllint: import %.1f, unchanged %.1f", first.seconds / peer.seconds,
        again.seconds / peer.seconds))

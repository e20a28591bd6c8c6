package import Framework
import HTML
package import SitePlan
import Templates

/// Every file of the site: its path, and the function that makes its bytes. Nothing here can fail.
package struct RenderedSite: Sendable {
  package struct File: Sendable {
    /// The path below the site's folder, with `/` between its parts.
    package let path: String
    package let render: @Sendable () -> [UInt8]
  }

  /// The whole site as one file, for a copy on a disk or a shared drive.
  package struct Archive: Sendable {
    /// The path below the site's folder.
    package let path = Route.archive.path
    /// The folder that unpacking makes.
    fileprivate let folder: String
    /// The downloads page without the archive.
    fileprivate let downloads: File

    /// A file of the archive.
    package struct Item: Sendable {
      fileprivate let path: String
      fileprivate let bytes: [UInt8]

      package var checksum: UInt32 { CRC32.checksum(of: bytes) }
    }

    /// - Parameter bytes: What was rendered of the site's file.
    package func item(_ file: File, _ bytes: [UInt8]) -> Item {
      let bytes = file.path == downloads.path ? downloads.render() : bytes
      return Item(path: "\(folder)/\(file.path)", bytes: bytes)
    }

    /// How many bytes the archive has.
    package func length(of items: [Item]) -> Int {
      ZipArchive.length(of: items.lazy.map { ($0.path.utf8.count, $0.bytes.count) })
    }

    /// The bytes of the archive in parts, one after the other.
    ///
    /// - Parameters:
    ///   - items: One for each of the site's files, in their order.
    ///   - checksums: Theirs.
    package func parts(of items: [Item], with checksums: [UInt32]) -> [[UInt8]] {
      var archive = ZipArchive()
      for (item, checksum) in zip(items, checksums) { archive.add(item.bytes, checksum: checksum, at: item.path) }
      return archive.finished()
    }
  }

  /// Sorted by path, byte by byte; every path once.
  package let files: [File]
  /// The file that holds all the others; nil for a site that offers none.
  package let archive: Archive?
  /// How many of the files are pages.
  package let pageCount: Int
  /// The host's markup on its pages, which says what else they may load.
  package let partials: Partials?

  /// - Parameter shared: What the publisher's site has rendered of the pages that a school's copy takes from it.
  package init(_ plan: SitePlan, sharing shared: SharedPages? = nil) {
    let frame = plan.frame
    let common = CommonParts(of: plan.pages, in: frame)
    // One function for all pages, since each copy of the frame holds on to all that is in it.
    let render: @Sendable (Page, HTML.Kept?) -> [UInt8] = { page, main in
      document(page, in: frame, common: common, main: main).bytes
    }
    var files = plan.pages.map { page in
      let main = plan.taken.contains(page.route) ? shared?.main(of: page.route) : nil
      return File(path: page.route.path) { render(page, main) }
    }
    files += ThemeAssets.files(for: frame.site.features).map { asset in
      File(path: Route.themeAsset(name: asset.name).path) { asset.bytes }
    }
    if frame.site.school != nil {
      files.append(
        File(path: Route.themeAsset(name: ThemeAssets.schoolSheet.name).path) { ThemeAssets.schoolSheet.bytes })
    }
    if plan.pages.contains(where: { $0.showsEnds(in: frame) }) {
      files.append(File(path: Route.themeAsset(name: ThemeAssets.ended.name).path) { ThemeAssets.ended.bytes })
    }
    if let colours = frame.site.colours {
      files.append(File(path: Route.themeAsset(name: ThemeAssets.colourSheetName).path) { colourSheet(colours) })
    }
    files += plan.images.map { image in File(path: Route.image(path: image.path).path) { image.bytes } }
    if plan.framework.has(.search) || plan.framework.has(.plan) {
      files.append(File(path: Route.readersIndex.path) { readersIndex(of: plan) })
    }
    if plan.framework.has(.downloads) {
      files.append(File(path: Route.frameworkData.path) { frameworkData(plan.framework, sharing: shared) })
      files.append(File(path: Route.opportunitiesData.path) { opportunitiesCSV(plan.framework, sharing: shared) })
    }
    if let baseURL = frame.site.baseURL {
      files.append(File(path: Route.sitemap.path) { sitemap(of: plan.pages, at: baseURL) })
      files.append(File(path: Route.shareImage.path) { shareImage(of: plan) })
      if plan.framework.hasChangesFeed {
        files.append(File(path: Route.changesFeed.path) { changesFeed(of: plan.framework, at: baseURL) })
      }
    }
    files.append(File(path: Route.robots.path) { robots(at: frame.site.baseURL) })
    files += HostFile.allCases.map { file in
      File(path: Route.hostFile(file).path) { hostFile(file, for: plan.pages, of: frame.site) }
    }
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    archive = plan.archivedDownloads.map { downloads in
      Archive(
        folder: slug(of: frame.site.title).isEmpty ? "site" : String(slug(of: frame.site.title).prefix(80)),
        downloads: File(path: downloads.route.path) { document(downloads, in: frame, common: common).bytes }
      )
    }
    pageCount = plan.pages.count
    partials = frame.site.partials
  }
}
